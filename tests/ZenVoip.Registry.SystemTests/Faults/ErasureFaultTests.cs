using ZenVoip.Registry.SystemTests.Node;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>
/// An erasure from its demand to its last certificate, with three systems that hold the data: one is slow, one fails
/// for a while, one retains on a ground. Whenever the process ends, nothing is lost, done twice or done early.
/// </summary>
public sealed class ErasureFaultTests
{
    /// <summary>Twenty ends take minutes: tests/README.md says how it is run.</summary>
    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_erasure_outlives_the_silos_that_carry_it_out_at_whichever_step_they_die(string database)
    {
        // Signatures are verified on the way: without Node.js it is skipped here, not failed there.
        await NodePackages.Installed();
        await using var scene = await Farewell.On(database);
        var reckoning = new Reckoning(scene);
        foreach (var stage in Steps.All)
        {
            try
            {
                await scene.Take(stage);
                await reckoning.Check();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{database}: {stage.Name}", fault);
            }
        }
        var (code, output) = await scene.Verify();
        Assert.True(code == 0, output);
        Assert.Contains("1 erased", output, StringComparison.Ordinal);
    }
}
