using GraphQL;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Lets the source of a subscription go on only when its reader has taken what came before, because the engine itself
/// pushes: so a slow reader holds the source back, and nothing piles up.
/// </summary>
internal sealed class StreamPace : IDisposable
{
    /// <summary>So many items are on their way between source and reader at most.</summary>
    public const int Ahead = 16;

    private const string Key = "registry.stream-pace";

    private readonly SemaphoreSlim _places = new(Ahead);

    /// <summary>The context by which the fields of an operation find this pace.</summary>
    public Dictionary<string, object?> Context => new() { [Key] = this };

    /// <summary>Waits until one more item may come.</summary>
    public Task Place(CancellationToken cancellation) => _places.WaitAsync(cancellation);

    /// <summary>The reader has taken an item.</summary>
    public void Taken() => _places.Release();

    public void Dispose() => _places.Dispose();

    /// <exception cref="InvalidOperationException">The operation runs on a transport that does not stream.</exception>
    public static StreamPace Of(IResolveFieldContext context) =>
        context.UserContext.TryGetValue(Key, out var pace) && pace is StreamPace found
            ? found
            : throw new InvalidOperationException("A subscription runs without a pace.");
}
