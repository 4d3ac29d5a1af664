using System.Diagnostics;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>
/// Somebody who demands to be forgotten, the three systems that hold their data, and the processes that come and go
/// meanwhile.
/// </summary>
internal sealed class Farewell : IAsyncDisposable
{
    /// <summary>128 and the number of SIGKILL.</summary>
    private const int Killed = 137;

    private readonly List<RegistryClient> clients = [];
    private readonly Holder[] holders;
    private RegistryProcess? silo;
    private TimeSpan slowest;
    private Func<Farewell, Task>? interrupted;

    private Farewell(RegistrySettings settings, params Holder[] holders) =>
        (Settings, this.holders) = (settings, holders);

    public RegistrySettings Settings { get; private set; }

    public IReadOnlyList<Holder> Holders => holders;

    /// <summary>Takes a second over each webhook, and says very late what it did.</summary>
    public Holder Slow => holders[0];

    /// <summary>Fails until it is repaired.</summary>
    public Holder Failing => holders[1];

    /// <summary>Keeps what it has on a ground of the rulebook, until a date.</summary>
    public Holder Retaining => holders[2];

    /// <summary>May do everything.</summary>
    public RegistryClient Client => clients[0];

    /// <summary>The subject.</summary>
    public string Id { get; set; } = "";

    /// <summary>The id of the demand.</summary>
    public string Request { get; set; } = "";

    /// <summary>How many orders there must be by now.</summary>
    public int Ordered { get; set; }

    /// <summary>Until when the third system retains; null: it has not said so yet.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>When the person was told; null: they were not.</summary>
    public string? ToldAt { get; set; }

    /// <summary>The certificate of the erasure; null: none was seen yet.</summary>
    public string? Certificate { get; set; }

    /// <summary>The registry's clock.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + Ahead;

    /// <summary>On PostgreSQL no silo may be ahead of the others: there what is retained is due soon.</summary>
    public TimeSpan Retention =>
        Settings.Postgres is null ? TimeSpan.FromDays(365) : TimeSpan.FromSeconds(80) + (slowest * 14);

    private TimeSpan Ahead { get; set; }

    public static async Task<Farewell> On(string database)
    {
        // A process that has just started on a busy machine is slow at its first answers; and who fails for long is
        // not yet given up.
        var more = new Dictionary<string, string>(Receiving.Hurried)
        {
            ["Registry__ExecutionTimeout"] = "00:00:50",
            ["Registry__Webhooks__MaxAttempts"] = "1000",
            ["Registry__KeyBackupRetention"] = "7.00:00:00",
        };
        var failing = await Holder.Start("failing");
        failing.Status = 500;
        return new(
            (await RegistrySettings.On(database)) with { More = more },
            await Holder.Start("slow", TimeSpan.FromSeconds(1)),
            failing,
            await Holder.Start("retaining"));
    }

    public RegistryClient ClientOf(Holder holder) => clients[1 + Array.IndexOf(holders, holder)];

    /// <summary>
    /// Takes a step, first of all again the one that was broken off. The process ends with it: where a fault point is
    /// named, there.
    /// </summary>
    public async Task Take(Stage stage)
    {
        await Launch(stage);
        if (stage.Point is not null)
        {
            await Die(stage);
            return;
        }
        await Act(stage);
        if (stage.IsGraceful)
            await Leave();
        else
            await silo!.Kill();
        await End();
    }

    /// <summary>What the command <c>verify</c> says when no process runs.</summary>
    public async Task<(int Code, string Output)> Verify()
    {
        var (code, output, errors) = await RegistryProcess.Run(Settings, "verify");
        return (code, output + errors);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (silo is not null)
            await silo.DisposeAsync();
        foreach (var holder in holders)
            await holder.DisposeAsync();
        Settings.Dispose();
    }

    private async Task Launch(Stage stage)
    {
        if (stage.IsLater && Settings.Postgres is null)
        {
            Ahead = TimeSpan.FromDays(400);
            Settings = Settings with
            {
                More = new Dictionary<string, string>(Settings.More) { ["Registry__ClockOffset"] = $"{Ahead:c}" },
            };
        }
        var before = silo;
        var more = new Dictionary<string, string>(Settings.More)
        {
            ["Registry__FaultPoint"] = stage.Fault,
        };
        silo = RegistryProcess.Launch(Settings with { More = more }, before);
        if (before is not null)
            await before.DisposeAsync();
    }

    private async Task Die(Stage stage)
    {
        var acting = stage.Act is null ? Task.CompletedTask : Act(stage);
        // When nobody answers any more, whoever acts ends too.
        await acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int code;
        try
        {
            code = await silo!.Ended();
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"It is still alive:\n{silo!.Output}", acting.Exception);
        }
        Assert.True(
            code == Killed && silo.Output.Contains($"Fault point {stage.Point} is reached.", StringComparison.Ordinal),
            $"It ended with {code}:\n{silo.Output}\n{acting.Exception}");
        interrupted = stage.Act ?? interrupted;
        await End();
    }

    /// <summary>What the process had sent is heard to its end.</summary>
    private Task End() => Wait.Until(() => holders.All(holder => !holder.IsBusy));

    private async Task Act(Stage stage)
    {
        var started = Stopwatch.GetTimestamp();
        await silo!.IsReady();
        slowest = new TimeSpan(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        if (clients.Count == 0)
            await Meet();
        if (interrupted is { } again)
            await again(this);
        interrupted = null;
        if (stage.Act is { } act)
            await act(this);
    }

    private async Task Leave()
    {
        silo!.Signal("TERM");
        Assert.Equal(0, await silo.Ended());
    }

    /// <summary>Tokens, which outlive the process, and what each system holds.</summary>
    private async Task Meet()
    {
        clients.Add(await RegistryClient.Of(silo!, Settings));
        foreach (var (holder, category) in holders.Zip(["CALL_RECORDS", "MESSAGE_CONTENT", "BILLING"]))
        {
            clients.Add(await RegistryClient.OfSystem(silo!, Settings, holder.Name));
            await Receiving.Introduce(silo!, Settings, [holder], category);
        }
    }
}
