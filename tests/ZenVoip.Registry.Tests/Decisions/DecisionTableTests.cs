using System.Globalization;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Tests.Rulebook;

namespace ZenVoip.Registry.Tests.Decisions;

public sealed class DecisionTableTests
{
    public static TheoryData<string> Cases { get; } = [.. DecisionTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_decides(string shown)
    {
        var row = DecisionTable.Rows[shown];
        var facts = Scene.Facts(row);

        var decision = Decider.Decide(Scene.Question(row.Asked), facts, Shipped.Rules, Scene.Now(row.Now));

        Assert.Equal(Expected(row.Answer), Written(decision, row.Answer));
        Assert.Equal(facts.People is [var only] ? only.SubjectId : null, decision.SubjectId);
        Assert.Equal(facts.People is [var same] ? same.Version : null, decision.SubjectVersion);
        Assert.Equal(Shipped.Rules.Version, decision.RulebookVersion);
        Assert.Equal(Scene.Now(row.Now), decision.EvaluatedAt);
        Assert.All(decision.Reasons, reason => Assert.Equal(reason.Rule is null, reason.Citation is null));
        Assert.True(decision.Outcome is DecisionOutcome.Permit || decision.Obligations.IsEmpty);
    }

    [Fact]
    public void The_table_has_at_least_150_cases() => Assert.True(DecisionTable.Rows.Count >= 150);

    [Fact]
    public void Every_reason_stands_in_the_table()
    {
        var given = DecisionTable.Rows.Values
            .SelectMany(row => row.Answer.Split(' '))
            .Select(word => word.Split(':')[0])
            .ToHashSet();

        // What cannot be read, and a hundred people, have tests of their own.
        Assert.Equal(
            [ReasonCodes.AmbiguousIdentifier, ReasonCodes.InvalidIdentifier],
            ReasonCodes.Meanings.Keys.Except(given).Order());
    }

    /// <summary>What a row says of basis and obligations is the whole of it; where it is silent, so is this.</summary>
    private static string Written(Decision decision, string answer)
    {
        var words = new List<string> { decision.Outcome.ToString().ToUpperInvariant() };
        if (decision.DeferUntil is { } until)
            words.Add(until.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        words.AddRange(decision.Reasons.Select(reason =>
            reason.Rule is null ? reason.Code : $"{reason.Code}:{reason.Rule}"));
        if (answer.Contains("basis=", StringComparison.Ordinal))
            words.Add($"basis={Scene.Wire(decision.LegalBasis?.ToString() ?? "None")}");
        if (answer.Contains('+', StringComparison.Ordinal))
            words.AddRange(decision.Obligations.Select(obligation => $"+{obligation}"));
        return string.Join(' ', words);
    }

    private static string Expected(string answer) =>
        string.Join(' ', answer.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
