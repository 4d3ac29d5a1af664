using System.Diagnostics;
using System.Globalization;
using ZenVoip.Registry.Benchmarks.Load;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>
/// A retention clock of everybody falls due at the same instant: how long until every order exists, whether one exists
/// twice, and what decisions wait meanwhile. No clock is moved: what ended 30 days ago, but for some minutes, is due in
/// some minutes.
/// </summary>
internal sealed class DueAtOnce(RegistryServer registry, Population population)
{
    private const int Connections = 8;
    private const int DecisionsPerSecond = 200;

    private const string AddSystem = """
        mutation($input: RegisterHolderSystemInput!) {
          registerHolderSystem(input: $input) { errors { code } }
        }
        """;

    private const string Category = "VOICEMAIL";

    /// <summary>By the rule processor.end-of-contract, whose data is not counted by months.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    private static readonly string[] Categories = [Category];
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>The sweepers, who are the guarantee, look every five minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private int People => population.Ids.Length;

    public static async Task<string> Measure(Options options)
    {
        await using var registry = await RegistryServer.Start();
        var started = Stopwatch.StartNew();
        Console.WriteLine($"Registering {options.People} people ...");
        using var population = await Population.Create(registry.Process.Address, registry.Token, options.People);
        // Recording a clock costs less than registering did, and everybody's must stand before the first falls due.
        return await new DueAtOnce(registry, population).Run(options.WarmUp, lead: started.Elapsed * 1.5);
    }

    private async Task<string> Run(TimeSpan warmUp, TimeSpan lead)
    {
        var decide = new Scenarios(new Requests(registry.Token), population).Decide();
        await new Side(registry.Process, decide.Proof, Connections).WarmUp(decide.Next, warmUp);
        var generator = new Generator(registry.Process.Port, Connections, decide.Proof);
        var idle = await generator.Pace(decide.Next, DecisionsPerSecond, Task.Delay(Idle));

        var due = DateTimeOffset.UtcNow + lead + TimeSpan.FromSeconds(30);
        await SetClocks(due);
        await Task.Delay(due - DateTimeOffset.UtcNow);
        var fell = Stopwatch.StartNew();
        var ordering = Until("select count(distinct subject_id) from holder_work", People, fell);
        var busy = await generator.Pace(decide.Next, DecisionsPerSecond, ordering);
        var ordered = await ordering;
        // Only when no tick is left to come can none come twice.
        var over = await Until("select count(*) from reminder where name = 'next-due'", 0, fell);
        var twice = await registry.Number("""
            select count(*) from (
                select from holder_work group by subject_id, system, controller, category having count(*) > 1) twice
            """);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"due: {People:N0} at one instant: all ordered after {ordered.TotalSeconds:F1} s, "
            + $"last reminder gone after {over.TotalSeconds:F1} s, {twice} ordered twice; decide at "
            + $"{DecisionsPerSecond}/s: idle {Waits(idle)}, meanwhile {Waits(busy)}");
    }

    private async Task SetClocks(DateTimeOffset due)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Setting clocks that fall due at {due:T} ..."));
        await population.Ask(AddSystem, new { name = "voicemail-store", categories = Categories });
        await population.RecordActivity(id => new
        {
            subject = new { id },
            controller = "acme",
            @event = "CONTRACT_ENDED",
            category = Category,
            at = due - Period,
        });
        var late = DateTimeOffset.UtcNow - due;
        if (late > TimeSpan.Zero)
            throw new InvalidOperationException($"The last clock was set {late} after the first fell due.");
        var near = await registry.Number("select count(*) from subject where next_due < now() + interval '1 hour'");
        if (near != People)
            throw new InvalidOperationException($"{near} of {People} have a deadline within the hour.");
    }

    private async Task<TimeSpan> Until(string count, int wanted, Stopwatch fell)
    {
        while (await registry.Number(count) is var found && found != wanted)
        {
            if (fell.Elapsed > Patience)
                throw new TimeoutException($"{count}: {found}, not {wanted}, {fell.Elapsed} after they fell due.");
            await Task.Delay(Poll);
        }
        return fell.Elapsed;
    }

    private static string Waits(Round round) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {round.Wait(0.50).TotalMilliseconds:F2} ms, p99 {round.Wait(0.99).TotalMilliseconds:F2} ms, "
        + $"longest {round.Wait(1).TotalMilliseconds:F0} ms of {round.Requests:N0}");
}
