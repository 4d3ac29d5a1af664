using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Tests.Rulebook;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Retention;

public sealed class RetentionTests
{
    private static readonly DataCategory Calls = DataCategory.TryParse("CALL_RECORDS")!.Value;
    private static readonly RetentionTerms Monthly = Terms(accrues: true, "P1Y", "P6M");
    private static readonly RetentionTerms Single = Terms(accrues: false, "P1Y", null);

    [Fact]
    public void A_category_that_no_rule_knows_is_refused() => Assert.Equal(
        "CATEGORY_UNKNOWN", CodeOf(new RetentionBook().Decide(Created(Noon), terms: null, Noon)));

    [Fact]
    public void What_has_not_happened_yet_is_refused() => Assert.Equal(
        "TIME_IN_FUTURE", CodeOf(new RetentionBook().Decide(Created(Noon.AddMinutes(1)), Single, Noon)));

    [Fact]
    public void The_platform_has_no_data() => Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(
        new RetentionBook().Decide(Created(Noon) with { Controller = Controller.Platform }, Single, Noon)));

    [Fact]
    public void More_data_of_a_month_changes_nothing() => ChangesNothing(
        Told(new(), Created(Noon), Monthly).Decide(Created(Noon.AddDays(-3)), Monthly, Noon));

    [Fact]
    public void Older_activity_never_moves_a_clock_back()
    {
        var used = new RecordActivity(Controller.ZenVoip, RetentionEvent.LastActivity, Calls, Noon);

        ChangesNothing(Told(new(), used, Single).Decide(used with { At = Noon.AddDays(-1) }, Single, Noon));
    }

    [Fact]
    public void Newer_use_speaks_for_all_of_the_data_whatever_the_terms_were()
    {
        var used = new RecordActivity(Controller.ZenVoip, RetentionEvent.LastActivity, Calls, Noon.AddDays(-1));

        var book = Told(Told(new(), used, Single), used with { At = Noon }, Single with { Rule = "other" });

        Assert.Equal((Noon, "other"), (Assert.Single(book.Clocks).StartedAt, book.Clocks[0].Rule));
    }

    [Fact]
    public void Data_under_other_terms_has_a_clock_of_its_own()
    {
        var longer = Terms(accrues: false, "P5Y", null);

        var book = Told(Told(new(), Created(Noon.AddDays(-1)), Single), Created(Noon), longer);

        Assert.Equal([Noon.AddDays(-1).AddYears(1), Noon.AddYears(5)], book.Clocks.Select(clock => clock.DueAt));
    }

    [Fact]
    public void There_are_as_many_clocks_as_there_may_be_and_no_more()
    {
        var full = Enumerable.Range(0, RetentionBook.Max).Aggregate(
            new RetentionBook(), (book, number) => Told(book, Of(number), Single));

        Assert.Equal("RETENTION_LIMIT", CodeOf(full.Decide(Of(RetentionBook.Max), Single, Noon)));
        Assert.Single(Assert.IsType<Outcome.Accepted>(full.Decide(Of(0), Single, Noon.AddDays(1))).Events);

        static RecordActivity Of(int number) => new(
            Controller.TryParse($"c{number}")!.Value, RetentionEvent.Created, Calls);
    }

    [Fact]
    public void A_duty_keeps_each_month_until_its_own_date()
    {
        var book = Told(Told(new(), Created(Noon.AddMonths(-1)), Monthly), Created(Noon), Monthly);

        Assert.Equal(
            [(Day(2026, 10).AddMicroseconds(-1), Day(2027, 5)), (Day(2026, 11).AddMicroseconds(-1), Day(2027, 6))],
            book.KeptAt(Noon, _ => null).Select(kept => (kept.After!.Value, kept.Until)));
        Assert.Single(book.KeptAt(Day(2027, 5), _ => null));
        Assert.Empty(book.KeptAt(Day(2027, 6), _ => null));
    }

    [Fact]
    public void A_limit_never_undercuts_a_duty() => Assert.Equal(
        Noon.AddYears(2), Terms(accrues: false, "P1Y", "P2Y").DueAfter(Noon));

    [Fact]
    public void What_was_ordered_deleted_runs_no_longer()
    {
        var book = Told(Told(new(), Created(Noon.AddMonths(-1)), Monthly), Created(Noon), Monthly);

        var older = book.Deleted(Controller.ZenVoip, Calls, Day(2026, 11).AddMicroseconds(-1), Noon);
        Assert.Equal([new(2026, 11, 1)], Assert.Single(older.Clocks).Months);
        Assert.Empty(book.Deleted(Controller.ZenVoip, Calls, Noon, Noon).Clocks);
        Assert.Single(book.Deleted(Controller.ZenVoip, Calls, Noon, Noon.AddDays(1)).Clocks);
        Assert.Single(book.Deleted(Acme, Calls, Noon, Noon).Clocks);
    }

    [Fact]
    public void The_end_of_a_contract_starts_what_a_rule_names_and_a_new_one_stops_it()
    {
        var rules = Shipped.Rules.Retention;
        var categories = rules.StartedBy(RetentionEvent.ContractEnded, Acme, SubjectKind.EndUser, [], Noon);
        var concerned = categories.Select(category => (category, rules.TermsOf(
            category, RetentionEvent.ContractEnded, Acme, SubjectKind.EndUser, [], Noon)!));

        var ended = new RetentionBook().Started(Acme, RetentionEvent.ContractEnded, Noon, [.. concerned], Noon);
        var book = ended.Cast<ActivityRecorded>().Aggregate(new RetentionBook(), (before, each) => before.Apply(each));

        Assert.Equal(11, book.Clocks.Length);
        Assert.Equal(Noon.AddDays(30), book.NextDue);
        Assert.Empty(book.Started(Acme, RetentionEvent.ContractEnded, Noon, [.. concerned], Noon));
        var stopped = Assert.IsType<RetentionStopped>(
            Assert.Single(book.Stopped(Acme, RetentionEvent.ContractEnded, Noon)));
        Assert.Empty(book.Apply(stopped).Clocks);
        Assert.Empty(new RetentionBook().Stopped(Acme, RetentionEvent.ContractEnded, Noon));
    }

    [Fact]
    public void A_clock_never_fires_early_and_in_time_covers_all() => Gen.Select(
        Gen.Int[0, 3 * 365 * 24].Select(hours => Noon.AddHours(-hours)).Array[1, 20],
        Gen.Bool,
        Gen.Int[-365, 535]).Sample(
        (created, monthly, days) =>
        {
            var terms = monthly ? Monthly : Single;
            var now = Noon.AddDays(days);
            var book = created.Aggregate(new RetentionBook(), (before, at) => before.Apply(new ActivityRecorded(
                Controller.ZenVoip, Calls, RetentionEvent.Created, at, terms, Noon)));

            var fell = book.Due(now);
            var after = fell.Aggregate(book, (before, each) => before.Apply(each));

            Assert.All(fell, each => Assert.All(
                created.Where(at => at <= each.Cutoff), at => Assert.True(at.AddYears(1) <= now)));
            Assert.Empty(after.Due(now));
            Assert.True(after.NextDue is not { } next || next > now);
            DateTimeOffset[] overdue = monthly
                ? [.. created.Where(at => at.AddYears(1).AddDays(31) <= now)]
                : created.Max().AddYears(1) <= now ? created : [];
            Assert.All(overdue, at => Assert.Contains(fell, each => at <= each.Cutoff));
        });

    private static DateTimeOffset Day(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);

    private static RecordActivity Created(DateTimeOffset at) =>
        new(Controller.ZenVoip, RetentionEvent.Created, Calls, at);

    private static RetentionTerms Terms(bool accrues, string delete, string? keep) =>
        new(accrues, Period.TryParse(delete), Period.TryParse(keep), "rule", keep is null ? null : "duty");

    private static RetentionBook Told(RetentionBook book, RecordActivity command, RetentionTerms terms) =>
        Assert.IsType<Outcome.Accepted>(book.Decide(command, terms, Noon)).Events.Cast<ActivityRecorded>()
            .Aggregate(book, (before, recorded) => before.Apply(recorded));
}
