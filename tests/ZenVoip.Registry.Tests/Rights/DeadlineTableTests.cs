using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Tests.Decisions;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class DeadlineTableTests
{
    /// <summary>It promises what the law sets, so it never is the earlier.</summary>
    private const string NeverEarlier = "zenvoip.promise.ccpa";

    public static TheoryData<string> Cases { get; } = [.. DeadlineTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_keeps_time(string shown)
    {
        var row = DeadlineTable.Rows[shown];
        var book = Lived(row);

        var timetable = book.Find("req_1")!.Timetable;
        Assert.Equal(row.Acknowledge, Written(timetable.Acknowledge));
        Assert.Equal(row.DueOn, Written(timetable.Answer));
        Assert.Equal(Instant(row.DueAt), timetable.Answer.At);
        Assert.Equal(row.Rule, timetable.Answer.Rule);
        Assert.Equal(row.Clock, timetable.Stands ? "stands" : "runs");
        Assert.Equal(row.Extended, row.Told == "-" ? "-" : Extended(book, Instant(row.Told)));
    }

    [Fact]
    public void The_table_has_at_least_200_cases() => Assert.True(DeadlineTable.Rows.Count >= 200);

    [Fact]
    public void Every_rule_that_sets_a_deadline_stands_in_the_table() => Assert.Empty(
        Told.Rules.Clauses.Rights.Answers.Select(rule => rule.Id)
            .Concat(Told.Rules.Clauses.Rights.Promises.Select(rule => rule.Id))
            .Except(DeadlineTable.Rows.Values.Select(row => row.Rule))
            .Except([NeverEarlier]));

    [Fact]
    public void Every_right_and_every_regime_stand_in_the_table()
    {
        Assert.Empty(Enum.GetValues<RightsRequestType>()
            .Except(DeadlineTable.Rows.Values.Select(row => Right(row))));
        Assert.Empty(Told.Rules.Clauses.Regimes.Select(regime => regime.Code)
            .Except(DeadlineTable.Rows.Values.SelectMany(row => row.Regimes.Split(' '))));
    }

    private static RightsBook Lived(DeadlineRow row)
    {
        var received = Instant(row.Received);
        var terms = Desk.Under(row.Regimes);
        var ask = Desk.Ask(Right(row));
        var book = ask.Type is RightsRequestType.Appeal
            ? Before(received, terms).Asked(ask with { AppealOf = "req_0" }, terms, received)
            : new RightsBook().Asked(ask, terms, received);
        book = row.Verified == "-" ? book : book.Verified(at: Instant(row.Verified));
        return row.Questions == "-" ? book : row.Questions.Split("; ").Aggregate(book, Questioned);
    }

    /// <summary>A refusal that can be appealed against.</summary>
    private static RightsBook Before(DateTimeOffset appeal, RightsTerms terms) => new RightsBook()
        .Asked(Desk.Ask(RightsRequestType.Erasure), terms, appeal.AddDays(-2), "req_0")
        .Refused("LEGAL_CLAIMS", "req_0", appeal.AddDays(-1));

    private static RightsBook Questioned(RightsBook book, string pair)
    {
        var words = pair.Split(' ');
        var asked = Instant(words[0]);
        book = book.After(book.Decide(new AskForClarification("req_1", "Which account?"), Told.Rules.Rights, asked));
        return words[1] == "open"
            ? book
            : book.After(book.Decide(new ClarifyRightsRequest("req_1", "Mine."), Told.Rules.Rights, Instant(words[1])));
    }

    private static string Extended(RightsBook book, DateTimeOffset told)
    {
        var outcome = book.Extend(told);
        return outcome is Outcome.Refused { Reason.Code: var code }
            ? code
            : Written(book.After(outcome).Find("req_1")!.Timetable.Extended);
    }

    private static RightsRequestType Right(DeadlineRow row) =>
        Scene.Choice<RightsRequestType>([row.Right])!.Value;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Written(Deadline? deadline) =>
        deadline?.On.ToString("O", CultureInfo.InvariantCulture) ?? "-";
}
