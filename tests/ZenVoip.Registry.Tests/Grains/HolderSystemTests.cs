using ZenVoip.Registry.Grains.Holders;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What goes to a holder system when.</summary>
[Collection(GrainTests.Name)]
public sealed class HolderSystemTests(SubjectCluster cluster)
{
    private readonly Post post = cluster.Post;

    [Fact]
    public async Task What_was_delivered_while_it_was_looked_what_is_due_is_not_delivered_again()
    {
        var system = System("archive");
        post.Look("anna");
        await system.Wake();
        var meanwhile = post.HoldLook();
        var looks = post.Looks;
        var looking = system.Wake();
        await Wait.Until(() => post.Looks == looks + 1);

        post.Answer("anna");
        await system.Wake();
        meanwhile.SetResult(["anna", "ben"]);
        await looking;

        await Wait.Until(() => post.Looks == looks + 2);
        Assert.Equal((1, 1), (Carried("anna"), Carried("ben")));
    }

    [Fact]
    public async Task Who_is_being_told_of_a_second_order_is_not_told_of_it_again_meanwhile()
    {
        var system = System("attic");
        post.Look("carl");
        await system.Wake();
        post.Look("carl");
        post.Answer("carl");
        await Wait.Until(() => Carried("carl") == 2);

        post.Look("carl", "dora");
        await system.Wake();

        Assert.Equal((2, 1), (Carried("carl"), Carried("dora")));
    }

    private int Carried(string person) => post.Carried.Count(one => one == person);

    private IHolderSystemGrain System(string name) =>
        cluster.Here.Grains.GetGrain<IHolderSystemGrain>(IHolderSystemGrain.Prefix + name);
}
