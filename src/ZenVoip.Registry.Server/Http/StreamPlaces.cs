using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>How many streams each client has open here, and how many nobody has put a name to.</summary>
internal sealed class StreamPlaces(IOptions<StreamOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <returns>To be given back; null: the client has as many as it may.</returns>
    public IDisposable? Take(ClaimsPrincipal caller) =>
        Take($"client {CallLimiter.ClientOf(caller)}", options.Value.ConnectionsPerClient);

    /// <summary>A place in which nothing but a no is heard, and not for long.</summary>
    /// <returns>To be given back; null: the client has as many of these, too.</returns>
    public IDisposable? TakeSurplus(ClaimsPrincipal caller) =>
        Take($"surplus {CallLimiter.ClientOf(caller)}", options.Value.ConnectionsPerClient);

    /// <returns>To be given back; null: too many wait already.</returns>
    public IDisposable? TakeUnknown() => Take("unknown", options.Value.UnknownSockets);

    private Place? Take(string name, int limit)
    {
        if (_taken.AddOrUpdate(name, 1, (_, taken) => taken + 1) <= limit) return new(this, name);
        GiveBack(name);
        return null;
    }

    private void GiveBack(string name)
    {
        _taken.AddOrUpdate(name, 0, (_, taken) => taken - 1);
        // Only if it is still 0: somebody may have come since.
        _taken.TryRemove(KeyValuePair.Create(name, 0));
    }

    private sealed class Place(StreamPlaces places, string name) : IDisposable
    {
        private int _givenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _givenBack, 1) == 0) places.GiveBack(name);
        }
    }
}
