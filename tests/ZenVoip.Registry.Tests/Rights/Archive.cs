using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
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
        var around = Among(Office.Store, Office.Archive);
        var journal = new List<SubjectEvent>();
        var subject = Lived(evidence, no).Aggregate(Customer(Mine, Unverified, Wrong), (before, told) =>
        {
            SubjectEvent[] events =
                [.. Assert.IsType<Outcome.Accepted>(before.Decide(told.Command, told.At, told.By, around)).Events];
            journal.AddRange(events);
            return events.Aggregate(before, (subject, happened) => subject.Apply(happened));
        });
        var hold = new LegalHold
        {
            Id = "hld_1",
            Reason = "Smith v. Jones",
            Categories = [Office.CallRecords],
            PlacedAt = Noon,
        };
        return new ExportBooks(
            subject,
            new RetentionBook { Clocks = [Clock()] },
            new HoldBook { Holds = [hold] },
            KeptBack(subject.Deletions.Wished(
                Office.Mint(), Office.Free with { Systems = [Office.Store] }, Office.Erase(Office.CallRecords))),
            [Office.Store, Office.Archive])
        {
            Journal = [.. journal],
        };
    }

    private static RetentionClock Clock() => new()
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

    /// <summary>Everything is said twice, for the journal; a request is worked, and one is of somebody else.</summary>
    private static IEnumerable<(SubjectCommand Command, DateTimeOffset At, DigestedIdentifier? By)> Lived(
        Evidence evidence, RecordOptOut no) =>
    [
        (new ObserveJurisdiction(In("FR"), JurisdictionSource.Ip, Noon.AddDays(30)), Noon.AddMinutes(1), null),
        (new ObserveJurisdiction(In("FR"), JurisdictionSource.Ip, Noon.AddDays(31)), Noon.AddMinutes(2), null),
        (Answer(ConsentStatus.Given) with { Evidence = evidence with { Source = "older form" } },
            Noon.AddMinutes(3), Mine),
        (Answer(ConsentStatus.Given) with { Evidence = evidence }, Noon.AddHours(1), Mine),
        (no, Noon.AddMinutes(90), null),
        (no, Noon.AddHours(2), null),
        (new UnlinkIdentifier(Wrong.Digest, UnlinkReason.Mistake, null), Noon.AddHours(3), null),
        (Desk.Ask(RightsRequestType.Restriction) with { Details = "use <nothing> of mine" }, Noon.AddHours(4), Mine),
        (new VerifyRightsRequest("req_1", "passport seen") { Digests = [Mine.Digest.Value] }, Noon.AddHours(5), null),
        (new AskForClarification("req_1", "really nothing?"), Noon.AddHours(6), null),
        (new ClarifyRightsRequest("req_1", "no calls"), Noon.AddHours(7), null),
        (new CompleteRightsRequest("req_1", Noon.AddHours(8)) { Reason = "so it is" }, Noon.AddHours(8), null),
        (Desk.Ask(RightsRequestType.Complaint) with
            {
                Requester = RequesterRole.ThirdParty,
                Details = "my neighbour calls me",
            },
            Noon.AddHours(9), null),
    ];

    private static DeletionBook KeptBack(DeletionBook book) => book with
    {
        Withheld =
        [
            new()
            {
                Number = 0,
                Controller = Controller.ZenVoip,
                Category = Office.Billing,
                Until = Noon.AddYears(8),
                Because = Rules.Clauses.Retention.Rules[0].Id,
                Cutoff = Noon,
                Cause = Office.Demand,
                WithheldAt = Noon.AddHours(1),
            },
            new()
            {
                Number = 1,
                Controller = Acme,
                Category = Office.CallRecords,
                Because = Withheld.Hold,
                Cutoff = Noon,
                Cause = Office.Demand,
                WithheldAt = Noon.AddHours(1),
            },
            new()
            {
                Number = 2,
                Controller = Acme,
                Category = Office.CallRecords,
                Because = Withheld.Late,
                Cutoff = Noon,
                Cause = DeletionBook.LateData,
                WithheldAt = Noon.AddHours(1),
            },
        ],
        Unheld = [new(Controller.ZenVoip, Office.Billing, Noon, Office.Demand, Noon.AddHours(1))],
        Erasures =
        [
            new()
            {
                Cause = Office.Demand,
                Controller = Controller.ZenVoip,
                Reach = ErasureReach.Part,
                BegunAt = Noon.AddHours(1),
            },
        ],
    };
}
