using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The holder of an open order may have deleted already: what arrives then is there still.</summary>
public sealed class OlderReportTests
{
    private static readonly DateTimeOffset Reported = Demanded.AddDays(9);

    private static readonly DateTimeOffset Older = Reported.AddDays(-30);

    private static readonly Surroundings Around = Holders();

    private static readonly Subject Late = Caller().ToErase(Around).Confirmed(Around)
        .Hears(Called with { At = Reported.AddHours(-1) }, Reported, Around);

    [Fact]
    public void What_is_older_than_an_open_order_is_noted_and_ordered_after_it()
    {
        var noted = Late.Hears(Called with { At = Older }, Reported.AddHours(1), Around);
        var after = noted.Confirmed(Around, Reported.AddHours(2)).Ticked(Reported.AddDays(1).AddHours(1), Around);

        Assert.Equal(Late.OpenOrders, noted.OpenOrders);
        Assert.True(Assert.Single(noted.Deletions.Withheld).IsLate);
        Assert.All(after.OpenOrders, order => Assert.Equal(Older, order.Cutoff));
        Assert.Equal(2, after.OpenOrders.Count);
    }

    [Fact]
    public void The_same_older_report_again_notes_nothing()
    {
        var noted = Late.Hears(Called with { At = Older }, Reported.AddHours(1), Around);

        Assert.Equal(noted.Told, noted.Hears(Called with { At = Older }, Reported.AddHours(2), Around).Told);
    }

    /// <summary>Who has not answered by then is asked once, for both.</summary>
    [Fact]
    public void Where_the_order_is_overdue_by_then_the_next_one_is_for_all_of_it()
    {
        var noted = Late.Hears(Called with { At = Older }, Reported.AddHours(1), Around);

        var overdue = noted.Ticked(Reported.AddDays(30), Around);

        Assert.All(overdue.OpenOrders, order => Assert.Equal(Reported.AddHours(-1), order.Cutoff));
        Assert.Equal(2, overdue.OpenOrders.Count);
        Assert.Empty(overdue.Deletions.Withheld);
    }
}
