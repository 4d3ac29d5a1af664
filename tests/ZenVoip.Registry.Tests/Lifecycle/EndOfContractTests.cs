using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>With a contract all of its data goes, and it ends when it ended.</summary>
public sealed class EndOfContractTests
{
    private static readonly DateTimeOffset End = Noon.AddDays(10);

    private static readonly Subject EndUser = Customer(Number)
        .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    [Fact]
    public void What_came_in_the_month_after_the_contract_is_deleted_with_the_rest()
    {
        var around = Holders();
        var ended = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser), End);
        var due = ended.NextDue(End)!.Value;

        var orders = ended.Ticked(due.AddHours(2), around).OpenOrders;

        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal((Acme, due.AddHours(2)), (order.Controller, order.Cutoff)));
    }

    [Fact]
    public void A_contract_does_not_end_before_it_began()
    {
        var late = new EndRelationship(Acme, SubjectKind.EndUser, Noon.AddSeconds(-1));

        Assert.Equal("TIME_BEFORE_RELATIONSHIP", CodeOf(EndUser.Decide(late, End)));
        Assert.NotEmpty(EndUser.After(late with { At = null }, End).Retention.Clocks);
    }
}
