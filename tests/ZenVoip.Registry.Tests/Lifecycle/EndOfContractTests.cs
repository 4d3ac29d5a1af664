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

    /// <summary>A registration is dated when it is made, the contract may be older, and over.</summary>
    [Fact]
    public void A_contract_that_ended_before_it_was_registered_is_deleted_whole()
    {
        var around = Holders();
        var ended = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser, Noon.AddYears(-1)), End);

        var orders = ended.Ticked(End.AddHours(1), around).OpenOrders;

        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal(End.AddHours(1), order.Cutoff));
    }
}
