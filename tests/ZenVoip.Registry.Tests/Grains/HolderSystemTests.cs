using ZenVoip.Registry.Grains.Holders;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What goes to a holder system when.</summary>
[Collection(GrainTests.Name)]
public sealed class HolderSystemTests(SubjectCluster cluster)
{
    [Fact]
    public async Task What_was_delivered_while_it_was_looked_what_is_due_is_not_delivered_again()
    {
        var post = cluster.Post;
        var system = cluster.Here.Grains.GetGrain<IHolderSystemGrain>($"{IHolderSystemGrain.Prefix}archive");
        var before = post.HoldLook();
        before.SetResult(["first"]);
        await system.Wake();
        var meanwhile = post.HoldLook();
        var looking = system.Wake();
        await Wait.Until(() => post.Looks == 2);

        post.Answer("first");
        await system.Wake();
        meanwhile.SetResult(["first", "second"]);
        await looking;

        await Wait.Until(() => post.Carried.Contains("second") && post.Looks == 3);
        Assert.Equal(["first", "second"], post.Carried);
    }
}
