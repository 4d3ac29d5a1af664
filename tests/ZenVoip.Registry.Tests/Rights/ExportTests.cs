using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Tests.Published;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>An export tells a person everything that is theirs, and nothing that is another's.</summary>
public sealed class ExportTests
{
    private static readonly PublishedSchema Schema =
        new(typeof(Export), "src/ZenVoip.Registry.Server/Rights/export.schema.json");

    [Fact]
    public void It_tells_what_the_registry_holds()
    {
        var export = Archive.Export();

        Assert.Equal(["+4915112345678", null, null], export.Identifiers.Select(one => one.Value));
        Assert.Equal(SubjectKind.Customer, Assert.Single(export.Relationships).Kind);
        Assert.NotEmpty(export.Jurisdictions);
        Assert.Equal("signup <form>", Assert.Single(export.Consents).Evidence!.Source);
        Assert.Equal(OptOutSource.Objection, Assert.Single(export.OptOuts).Source);
        Assert.Contains(export.Purposes, one => one.Code == Marketing && one.Bases.Contains(LegalBasis.Consent));
        Assert.Contains(export.Regimes, one => one.Contains("General Data Protection", StringComparison.Ordinal));
        Assert.Equal("call-store", Assert.Single(export.Deletions).System);
    }

    [Fact]
    public void It_tells_of_each_kind_of_data_what_the_law_wants_told()
    {
        var calls = Assert.Single(Archive.Export().Categories, one => one.Code == Deletions.Office.CallRecords);

        Assert.NotEmpty(calls.Recipients);
        Assert.NotEmpty(calls.Sources);
        Assert.NotNull(calls.Transfers);
        Assert.Equal(["call-store", "archive"], calls.Systems);
        var kept = Assert.Single(calls.Retention);
        Assert.True(kept.IsHeld);
        Assert.Contains("five years", Assert.Single(kept.Because), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_the_persons_or_not_shown_to_be_is_left_out_and_said()
    {
        var json = Json(Archive.Export());

        Assert.DoesNotContain("wrong@example.com", json, StringComparison.Ordinal);
        Assert.DoesNotContain("unverified@example.com", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Smith v. Jones", json, StringComparison.Ordinal);
        Assert.DoesNotContain("my neighbour calls me", json, StringComparison.Ordinal);
        Assert.Equal(
            [
                new("identifiers", RedactionReason.NotVerified, 1),
                new("identifiers", RedactionReason.AnotherPerson, 1),
                new("legalHolds", RedactionReason.LegalMatter, 1),
                new("requests", RedactionReason.AnotherPerson, 1),
            ],
            Archive.Export().Redactions.OrderBy(one => one.What).ThenByDescending(one => one.Reason));
    }

    [Fact]
    public void Evidence_that_came_by_an_identifier_that_is_not_shown_is_not_shown_either()
    {
        var export = Archive.Export(verified: []);

        Assert.All(export.Identifiers, one => Assert.Null(one.Value));
        Assert.Null(Assert.Single(export.Consents).Evidence);
    }

    [Theory]
    [InlineData(RightsRequestType.Access)]
    [InlineData(RightsRequestType.Portability)]
    public void What_a_stranger_said_by_an_identifier_linked_by_mistake_is_told_without_its_evidence(
        RightsRequestType right)
    {
        var stranger = Phone("+4915199999999", "DE");
        var subject = Customer(stranger)
            .After(
                Answer(ConsentStatus.Withdrawn) with { Evidence = new("sms", Source: "sms from +4915199999999") },
                Noon.AddHours(1), by: stranger)
            .After(new UnlinkIdentifier(stranger.Digest, UnlinkReason.Mistake), Noon.AddHours(2));

        var export = new ExportBooks(subject, new(), new(), new(), []).Write(
            new ExportScope(right, Controller.ZenVoip, []), Rules, Noon.AddDays(1));

        Assert.Null(Assert.Single(export.Consents).Evidence);
        Assert.Equal(
            [("consents", RedactionReason.AnotherPerson, 1), ("identifiers", RedactionReason.AnotherPerson, 1)],
            export.Redactions.Select(one => (one.What, one.Reason, one.Count)).Order());
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("zenvoip")]
    public void A_customer_learns_of_no_identifier_by_what_was_said_by_it(string to)
    {
        var controller = Controller.TryParse(to)!.Value;
        var (named, other) = (Phone("+4915112345678", "DE"), Phone("+4915199999999", "DE"));
        var yes = Answer(ConsentStatus.Given) with { Controller = controller };
        SubjectEvent[] earlier = [.. Customer(named, other).Decide(yes, Noon.AddHours(1), other).Events];
        var subject = Customer(named, other)
            .After(yes, Noon.AddHours(2), by: other)
            .After(Stop(Channel.Sms) with { Controller = Controller.Platform }, Noon.AddHours(3), by: other);

        var export = new ExportBooks(subject, new(), new(), new(), []) { Journal = [.. earlier] }.Write(
            new ExportScope(RightsRequestType.Access, controller, [0]), Rules, Noon.AddDays(1));

        Assert.Equal(controller.IsCustomer ? null : 1, Assert.Single(export.OptOuts).Identifier);
        Assert.Equal(controller.IsCustomer ? null : 1, Assert.Single(export.Consents).Identifier);
        Assert.Equal(controller.IsCustomer ? null : 1, Assert.Single(export.History.Consents).Identifier);
        Assert.Equal(
            controller.IsCustomer ? [] : ["identifiers", "consents", "optOuts", "history"],
            export.Redactions.Select(one => one.What));
    }

    [Fact]
    public void A_block_of_the_platform_covers_what_it_names_essential_or_not()
    {
        var compliance = Purpose.TryParse("compliance")!.Value;
        var block = Stop() with { Purpose = compliance };

        Assert.Equal([compliance], Assert.Single(
            Archive.Export(no: block with { Controller = Controller.Platform }).OptOuts).Covers);
        Assert.Empty(Assert.Single(Archive.Export(no: block).OptOuts).Covers);
    }

    [Fact]
    public void Another_controllers_data_is_not_told()
    {
        var export = Archive.Export(controller: Acme);

        Assert.Empty(export.Consents);
        Assert.Empty(export.OptOuts);
        Assert.Empty(export.Relationships);
        Assert.Empty(export.Deletions);
        Assert.All(export.Categories, one => Assert.Empty(one.Retention));
        Assert.Empty(export.Requests);
        Assert.Empty(export.Restrictions);
        Assert.Empty(export.Tasks);
        Assert.Equal(
            ["A legal hold keeps it.", "It was reported late, and is ordered deleted by itself."],
            export.Withheld.Select(kept => kept.Because));
        Assert.Empty(export.Unheld);
        Assert.Empty(export.Erasures);
        Assert.Empty(export.History.Consents);
        Assert.Empty(export.History.OptOuts);
    }

    [Fact]
    public void What_can_be_taken_along_is_what_was_provided_under_consent_or_contract()
    {
        var export = Archive.Export(RightsRequestType.Portability);

        Assert.Equal("+4915112345678", export.Identifiers[0].Value);
        Assert.Equal(Marketing, Assert.Single(export.Consents).Purpose);
        Assert.All(export.Purposes, one => Assert.Contains(
            one.Bases, basis => basis is LegalBasis.Consent or LegalBasis.Contract));
        Assert.All(export.Categories, one => Assert.True(Rules.Retention.Find(one.Code)!.IsPortable));
        Assert.NotEmpty(export.Categories);
        Assert.Empty(export.OptOuts);
        Assert.Empty(export.Deletions);
        Assert.Empty(export.Requests);
        Assert.Empty(export.Restrictions);
        Assert.Empty(export.Tasks);
        Assert.Empty(export.Withheld);
        Assert.Empty(export.Unheld);
        Assert.Empty(export.Erasures);
        Assert.Equal(
            (0, 0, 0),
            (export.History.Consents.Length, export.History.OptOuts.Length, export.History.Jurisdictions.Length));
    }

    [Fact]
    public void It_tells_what_was_asked_and_answered_and_what_follows()
    {
        var export = Archive.Export();

        var asked = export.Requests[0];
        Assert.Equal(
            (RightsRequestType.Restriction, RightsRequestStatus.Completed), (asked.Type, asked.Status));
        Assert.Equal(
            (Noon.AddHours(4), Noon.AddHours(5), Noon.AddHours(8)),
            (asked.ReceivedAt, asked.VerifiedAt, asked.NotifiedAt));
        Assert.Equal(["use <nothing> of mine", "no calls"], asked.Words!.Details);
        Assert.Equal(["really nothing?"], asked.Words.Questions);
        Assert.Equal(["passport seen"], asked.Words.VerifiedBy);
        Assert.Equal("so it is", asked.Words.Reason);
        Assert.Equal(asked.Id, Assert.Single(export.Restrictions).RequestId);
        Assert.Equal(["call-store", "archive"], export.Tasks.Select(task => task.System));
        Assert.All(export.Tasks, task => Assert.Equal(
            (HolderTaskKind.Restrict, asked.Id), (task.Kind, task.RequestId)));
        Assert.Contains(Rules.Clauses.Retention.Rules[0].Citation, Assert.Single(export.Withheld).Because);
    }

    [Fact]
    public void It_tells_what_was_said_before_as_the_journal_has_it()
    {
        var history = Archive.Export().History;

        Assert.Equal("older form", Assert.Single(history.Consents).Evidence!.Source);
        Assert.Equal(Noon.AddMinutes(90), Assert.Single(history.OptOuts).At);
        Assert.Equal(Noon.AddMinutes(1), Assert.Single(history.Jurisdictions).At);
    }

    [Fact]
    public void What_was_written_of_a_request_is_shown_only_to_who_is_shown_to_be_that_person()
    {
        var export = Archive.Export(verified: [1]);

        Assert.All(export.Requests, one => Assert.Null(one.Words));
        Assert.Contains(new("requests", RedactionReason.NotVerified, 1), export.Redactions);
        Assert.Null(Assert.Single(export.History.Consents).Evidence);
        Assert.Contains(new("history", RedactionReason.NotVerified, 1), export.Redactions);
    }

    [Theory]
    [InlineData(RequesterRole.Self, true)]
    [InlineData(RequesterRole.Agent, true)]
    [InlineData(RequesterRole.Guardian, false)]
    [InlineData(RequesterRole.ThirdParty, false)]
    public void What_the_person_and_who_speaks_for_them_wrote_is_shown_and_nobody_elses_words(
        RequesterRole requester, bool isShown)
    {
        var complaint = Desk.Ask(RightsRequestType.Complaint) with { Details = "my calls" };
        var theirs = complaint with { Requester = requester, Details = "whom I call" };
        var first = Customer(Known[0]).After(theirs, Noon.AddHours(1));
        var after = Customer(Known[0]).After(complaint, Noon.AddHours(1));
        SubjectEvent[] widened = [.. after.Decide(theirs, Noon.AddHours(2)).Events];

        Assert.Equal(isShown ? ["whom I call"] : null, WordsOf(first));
        Assert.Equal(
            isShown ? ["my calls", "whom I call"] : null, WordsOf(widened.Aggregate(after, Happened), widened));

        static Subject Happened(Subject subject, SubjectEvent happened) => subject.Apply(happened);

        static IEnumerable<string>? WordsOf(Subject subject, params SubjectEvent[] journal) =>
            Assert.Single(new ExportBooks(subject, new(), new(), new(), []) { Journal = [.. journal] }.Write(
                new ExportScope(RightsRequestType.Access, Controller.ZenVoip, [0]), Rules, Noon.AddDays(1)).Requests)
                .Words?.Details;
    }

    [Theory]
    [InlineData(RightsRequestType.Erasure)]
    [InlineData(RightsRequestType.Complaint)]
    public void Another_right_is_not_answered_by_an_export(RightsRequestType right) =>
        Assert.Throws<ArgumentException>(() => Archive.Export(right));

    [Fact]
    public void The_committed_schema_is_that_of_exports() => Schema.MustBeCommitted();

    [Theory]
    [InlineData(RightsRequestType.Access)]
    [InlineData(RightsRequestType.Portability)]
    public void The_schema_accepts_an_export_and_it_can_be_read_back(RightsRequestType right)
    {
        var json = Json(Archive.Export(right));

        Assert.True(Schema.Accepts(json), json);
        Assert.Equal(json, Json(JsonSerializer.Deserialize<Export>(json, PublishedJson.Options)!));
    }

    [Fact]
    public void The_schema_refuses_what_is_no_export()
    {
        var without = JsonNode.Parse(Json(Archive.Export()))!;
        without.AsObject().Remove("redactions");
        var more = JsonNode.Parse(Json(Archive.Export()))!;
        more["identifiers"]![0]!["owner"] = "another";

        Assert.False(Schema.Accepts(without.ToJsonString()));
        Assert.False(Schema.Accepts(more.ToJsonString()));
    }

    private static string Json(Export export) => JsonSerializer.Serialize(export, PublishedJson.Options);
}
