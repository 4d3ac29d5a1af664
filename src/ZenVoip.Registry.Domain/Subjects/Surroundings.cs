using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>What a subject decides by, beside itself and the time.</summary>
/// <param name="Systems">
/// Who holds data; may be empty for a command that does not reach them (<see cref="Subject.ReachesHolders"/>).
/// </param>
/// <param name="Mint">Makes the ids of what is ordered.</param>
public sealed record Surroundings(Rules Rules, ImmutableArray<HolderSystem> Systems, MintId Mint);
