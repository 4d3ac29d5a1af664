using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Grains.Holders;

/// <summary>
/// Says what goes when. It remembers only what is on its way: what is due stands in the database, so that a grain that
/// comes up elsewhere after a crash goes on where this one ended.
/// </summary>
[GrainType("holder-system")]
internal sealed partial class HolderSystemGrain(ICourier courier, ILogger<HolderSystemGrain> log)
    : Grain, IHolderSystemGrain, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly HashSet<string> busy = new(StringComparer.Ordinal);
    private bool looking;
    private bool again;

    private string System => this.GetPrimaryKeyString()[IHolderSystemGrain.Prefix.Length..];

    public async Task Wake()
    {
        FaultPoints.Reached(FaultPoint.SystemWoken);
        again = true;
        if (looking)
            return;
        looking = true;
        try
        {
            while (again && busy.Count < courier.Width && !leaving.IsCancellationRequested)
            {
                again = false;
                await SendOut();
            }
        }
        finally
        {
            looking = false;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        leaving.CancelAsync();

    public void Dispose() => leaving.Dispose();

    private async Task SendOut()
    {
        // Those on their way are still due as long as nothing is written down of them, which may be done by the time
        // that this is answered. Whoever arrives has it looked again.
        var underWay = busy.ToHashSet(StringComparer.Ordinal);
        foreach (var errand in await courier.Due(System, courier.Width + underWay.Count, leaving.Token))
        {
            if (busy.Count < courier.Width && !underWay.Contains(errand.SubjectId) && busy.Add(errand.SubjectId))
                _ = Carry(errand);
        }
    }

    /// <summary>What fails here is still due, and the keeper wakes this grain again.</summary>
    private async Task Carry(Errand errand)
    {
        try
        {
            await CarryAlone(errand);
            await Wake();
        }
        catch (Exception fault)
        {
            LogDropped(errand.WorkId, System, fault.GetType().Name);
        }
    }

    /// <summary>Nothing else of the same subject is on its way until this ends; then something may be.</summary>
    private async Task CarryAlone(Errand errand)
    {
        try
        {
            await courier.Carry(System, errand, leaving.Token);
        }
        finally
        {
            busy.Remove(errand.SubjectId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery of {WorkId} to {System} was broken off ({Fault})")]
    private partial void LogDropped(string workId, string system, string fault);
}
