using System.Security.Claims;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// What a socket takes of what there is: a place of its client, also of its surplus, or one of the unknown. No client's
/// sockets take a place of somebody else's.
/// </summary>
internal sealed class SocketPlace(StreamPlaces places) : IDisposable
{
    private readonly Lock _gate = new();
    private IDisposable? _held;
    private string? _client;
    private bool _over;

    /// <summary>The client has a place for this socket; else it is let in to say no, and not for long.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Takes the place of whoever it is by now, and gives back the one before, unless it is theirs.</summary>
    /// <returns>False: there is none, or it is over.</returns>
    public bool Take(ClaimsPrincipal caller)
    {
        lock (_gate)
        {
            if (_over) return false;
            var isKnown = caller.Identity is { IsAuthenticated: true };
            var client = isKnown ? CallLimiter.ClientOf(caller) : null;
            // Given back, it could go to another socket of theirs.
            if (IsOwn && client == _client) return true;
            _client = client;
            _held?.Dispose();
            var own = isKnown ? places.Take(caller) : null;
            IsOwn = own is not null;
            _held = own ?? (isKnown ? places.TakeSurplus(caller) : places.TakeUnknown());
            return _held is not null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _held?.Dispose();
        }
    }
}
