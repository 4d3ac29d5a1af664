using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>
/// Killed wherever it matters, the registry goes on where it was: what it had answered holds, what was under way is
/// done once, and nothing is left half.
/// </summary>
public sealed class FaultTests
{
    /// <summary>Somebody whom no fault meets.</summary>
    private const int Spared = 900;

    [Fact]
    public void Every_fault_point_is_reached_by_a_journey() => Assert.Equal(
        Enum.GetValues<FaultPoint>(),
        FaultTable.Journeys.Values.SelectMany(faults => faults).Select(fault => fault.Point).Distinct().Order());

    /// <summary>They take minutes: tests/README.md says how the campaign is run.</summary>
    [Theory(Explicit = true)]
    [InlineData("feed", "PostgreSQL")]
    [InlineData("changes", "SQLite")]
    [InlineData("changes", "PostgreSQL")]
    [InlineData("deadlines", "SQLite")]
    [InlineData("deadlines", "PostgreSQL")]
    [InlineData("deliveries", "SQLite")]
    [InlineData("deliveries", "PostgreSQL")]
    [InlineData("erasures", "SQLite")]
    [InlineData("erasures", "PostgreSQL")]
    public async Task Nothing_is_lost_doubled_or_left_half(string journey, string database)
    {
        var faults = FaultTable.Journeys[journey];
        await using var scene = await Scene.On(database);
        foreach (var (who, fault) in faults.Index())
            await scene.Die(fault, who);

        var met = faults.Index().Where(one => one.Item.Act is not null).Select(one => (one.Item.Act!, one.Index));
        var spared = met.Select(one => one.Item1).Distinct().Select((act, place) => (act, Spared + place)).ToList();
        await scene.Survive(met.Concat(spared));

        await scene.Calm();
        foreach (var (act, who) in met.Where(one => scene.People.ContainsKey(one.Index)))
            await scene.NobodyIsMarked(who, spared.Single(one => one.act == act).Item2);
        await scene.EveryOrderIsKnownToItsHolder();
        await scene.EverySystemHasOneSecret();
        await Aftermath.FeedIsWhole(scene.Client, scene.Settings);
        if (journey == "erasures")
            await scene.TheErasedStayErased();
        var (code, output) = await scene.Verify();
        Assert.True(code == 0, output);
    }
}
