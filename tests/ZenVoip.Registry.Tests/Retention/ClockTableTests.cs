using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Tests.Decisions;
using ZenVoip.Registry.Tests.Rulebook;

namespace ZenVoip.Registry.Tests.Retention;

public sealed class ClockTableTests
{
    public static TheoryData<string> Cases { get; } = [.. ClockTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_keeps_time(string shown)
    {
        var row = ClockTable.Rows[shown];

        var book = row.When.Split("; ").Aggregate(new RetentionBook(), (before, word) => Told(before, row, word));

        var clock = book.Clocks.SingleOrDefault();
        Assert.Equal(row.Due, clock is null ? "gone" : Written(clock.DueAt));
        Assert.Equal(row.KeepUntil, Written(clock?.KeepUntil));
        Assert.Equal(row.KeptBy, clock?.Terms.KeepRule ?? "-");
        Assert.Equal(row.Cutoff, Written(clock?.Cutoff));
        Assert.Equal(row.Rule, clock?.Rule ?? "-");
        Assert.Equal(clock?.DueAt, book.NextDue);
    }

    [Fact]
    public void The_table_has_at_least_60_cases() => Assert.True(ClockTable.Rows.Count >= 60);

    [Fact]
    public void Every_rule_of_the_rulebook_stands_in_the_table() => Assert.Empty(
        Shipped.Rules.Clauses.Retention.Rules.Select(rule => rule.Id)
            .Except(ClockTable.Rows.Values.SelectMany(row => new[] { row.Rule, row.KeptBy })));

    private static RetentionBook Told(RetentionBook book, ClockRow row, string word)
    {
        if (word.Split(' ') is ["tick", var until])
            return book.Due(Instant(until)).Aggregate(book, (before, fell) => before.Apply(fell));
        var words = row.Person.Split(' ');
        var at = Instant(word);
        var command = new RecordActivity(
            Controller.TryParse(row.Controller)!.Value,
            Scene.Choice<RetentionEvent>([row.Event])!.Value,
            DataCategory.TryParse(row.Category)!.Value,
            at);
        var terms = Shipped.Rules.Retention.TermsOf(
            command.Category,
            command.Event,
            command.Controller,
            Scene.Choice<SubjectKind>(words)!.Value,
            [.. words.Skip(1).Select(code => Jurisdiction.TryParse(code)!.Value)],
            at);
        return Assert.IsType<Outcome.Accepted>(book.Decide(command, terms, Now(book, at))).Events
            .Cast<ActivityRecorded>().Aggregate(book, (before, recorded) => before.Apply(recorded));
    }

    /// <summary>What is told late is told now.</summary>
    private static DateTimeOffset Now(RetentionBook book, DateTimeOffset at) =>
        book.Clocks.Select(clock => clock.Cutoff).Append(at).Max();

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(
        text.Length == 10 ? $"{text}T00:00:00Z" : text, CultureInfo.InvariantCulture);

    private static string Written(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture) ?? "-";
}
