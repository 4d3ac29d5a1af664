using System.Collections.Immutable;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Grains.Deletions;

/// <summary>The systems that hold personal data, as they are registered.</summary>
public interface IHolderSystems
{
    /// <summary>All of them, in the order of their names.</summary>
    ValueTask<ImmutableArray<HolderSystem>> All(CancellationToken cancellation);
}
