using Orleans.Storage;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// The server's real grain storage, with mishaps. What a write learned (its version) is kept from the grain unless the
/// write is answered, as it is when a connection breaks.
/// </summary>
internal sealed class FaultyStorage(IGrainStorage real, Mishaps mishaps) : IGrainStorage,
    ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) =>
        (real as ILifecycleParticipant<ISiloLifecycle>)?.Participate(observer);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var answer = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        await mishaps.NextRead(grainId)(() => real.ReadStateAsync(stateName, grainId, answer));
        Tell(grainState, answer);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var answer = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        await mishaps.NextWrite(grainId, grainState.ETag)(() => real.WriteStateAsync(stateName, grainId, answer));
        Tell(grainState, answer);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        real.ClearStateAsync(stateName, grainId, grainState);

    private static void Tell<T>(IGrainState<T> grainState, GrainState<T> answer) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) =
            (answer.State!, answer.ETag, answer.RecordExists);
}
