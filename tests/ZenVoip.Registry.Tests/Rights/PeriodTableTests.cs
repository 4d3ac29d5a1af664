using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Tests.Codebase;
using ZenVoip.Registry.Tests.Decisions;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What <c>periods.md</c> says, beside the time to answer.</summary>
public sealed class PeriodTableTests
{
    private const string Path = "tests/ZenVoip.Registry.Tests/Rights/periods.md";

    private static readonly IReadOnlyDictionary<string, string[]> Rows = SourceTree.Read(Path).Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[0] != "What is shown")
        .ToDictionary(cells => cells[0], cells => cells[1..]);

    public static TheoryData<string> Cases { get; } = [.. Rows.Keys];

    /// <summary>Those that set a time, and that the table of deadlines does not name.</summary>
    private static IEnumerable<RightsRule> Timed { get; } =
    [
        .. Told.Rules.Clauses.Rights.Acknowledgements, .. Told.Rules.Clauses.Rights.Verifications,
        .. Told.Rules.Clauses.Rights.Appeals, .. Told.Rules.Clauses.Rights.Records,
        .. Told.Rules.Clauses.Rights.Warnings, .. Told.Rules.Clauses.Rights.Fees,
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_keeps_time(string shown)
    {
        var row = Rows[shown];
        Assert.Equal(5, row.Length);
        var rule = Timed.Single(rule => rule.Id == row[0]);
        var right = Scene.Choice<RightsRequestType>([row[2]])!.Value;
        var from = Instant(row[3]);
        var terms = Desk.Under(row[1]);
        var asked = new RightsBook().Asked(Desk.Ask(right), terms, from);

        DateTimeOffset? until = rule switch
        {
            AcknowledgementRule => asked.Only.Timetable.Acknowledge is { } receipt && receipt.Rule == rule.Id
                ? receipt.At
                : null,
            VerificationRule => asked.Only.VerifyBy,
            AppealRule => asked.Refused("LEGAL_OBLIGATION", at: from).Only.AppealUntil,
            RecordRule => asked.After(asked.Withdraw(at: from)).Only.KeptUntil,
            WarningRule => asked.Only.Timetable.Answer.WarnAt,
            FeeRule => FreeAgain(asked, terms, from),
            _ => throw new FormatException($"Nothing is known of {rule.Id}"),
        };

        Assert.Equal(row[4] is "-" ? null : Instant(row[4]), until);
    }

    [Fact]
    public void Every_rule_that_sets_a_period_stands_in_the_table() =>
        Assert.Empty(Timed.Select(rule => rule.Id).Except(Rows.Values.Select(cells => cells[0])));

    /// <summary>The first day on which a third request is free; null: it is from the start.</summary>
    private static DateTimeOffset? FreeAgain(RightsBook once, RightsTerms terms, DateTimeOffset from)
    {
        var twice = once.Asked(Desk.Ask(RightsRequestType.Rectification), terms, from, "req_2");
        return Enumerable.Range(0, 400).Select(day => from.AddDays(day)).First(at => !IsCharged(at)) is var free
            && free > from ? free : null;

        bool IsCharged(DateTimeOffset at) =>
            twice.Asked(Desk.Ask(RightsRequestType.Erasure), terms, at, "req_3").Find("req_3")!.MayBeCharged;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
