namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// A few reminders at a time leave a silo, however many are due at the same instant: each wakes a subject that reads
/// and writes, and together they would keep everybody else from the database until that is given up. A silo that stops
/// waits for the ticks under way: those that still wait here are given up then. Rows and sweepers repeat them.
/// </summary>
internal sealed class TickGate(IHostApplicationLifetime host) : IOutgoingGrainCallFilter, IDisposable
{
    /// <summary>Half of the connections of a silo's pool.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim places = new(AtOnce);

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.Request.GetInterfaceType() == typeof(IRemindable) ? InTurn(context) : context.Invoke();

    public void Dispose() => places.Dispose();

    private async Task InTurn(IOutgoingGrainCallContext context)
    {
        await places.WaitAsync(host.ApplicationStopping);
        try
        {
            await context.Invoke();
        }
        finally
        {
            places.Release();
        }
    }
}
