using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>A person of whom there is something in every book, and what an export says of them.</summary>
internal static class Archive
{
    private static readonly DigestedIdentifier Mine = Phone("+4915112345678", "DE");
    private static readonly DigestedIdentifier Unverified = Email("unverified@example.com");
    private static readonly DigestedIdentifier Wrong = Email("wrong@example.com");

    public static Export Export(
        RightsRequestType right = RightsRequestType.Access,
        Controller? controller = null,
        int[]? verified = null,
        RecordOptOut? no = null) =>
        Books(no ?? Stop() with { Source = OptOutSource.Objection }).Write(
            new ExportScope(right, controller ?? Controller.ZenVoip, [.. verified ?? [0, 2]]), Rules, Noon.AddDays(3));

    private static ExportBooks Books(RecordOptOut no)
    {
        var evidence = new Evidence("web-form", "2026-1", "signup <form>");
        var subject = Customer(Mine, Unverified, Wrong)
            .After(Answer(ConsentStatus.Given) with { Evidence = evidence }, Noon.AddHours(1), Mine)
            .After(no, Noon.AddHours(2))
            .After(new UnlinkIdentifier(Wrong.Digest, UnlinkReason.Mistake, null), Noon.AddHours(3));
        var clock = new RetentionClock
        {
            Controller = Controller.ZenVoip,
            Category = Office.CallRecords,
            Event = RetentionEvent.Created,
            StartedAt = Noon,
            Terms = Rules.Retention.TermsOf(
                Office.CallRecords,
                RetentionEvent.Created,
                Controller.ZenVoip,
                SubjectKind.Customer,
                [In("DE")],
                Noon)!,
        };
        var hold = new LegalHold
        {
            Id = "hld_1",
            Reason = "Smith v. Jones",
            Categories = [Office.CallRecords],
            PlacedAt = Noon,
        };
        return new ExportBooks(
            subject,
            new RetentionBook { Clocks = [clock] },
            new HoldBook { Holds = [hold] },
            new DeletionBook().Wished(Office.Mint(), Office.Free with { Systems = [Office.Store] },
                Office.Erase(Office.CallRecords)),
            [Office.Store, Office.Archive]);
    }
}
