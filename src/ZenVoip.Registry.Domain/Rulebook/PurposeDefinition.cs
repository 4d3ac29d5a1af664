using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A purpose that the rulebook knows.</summary>
/// <param name="DpvName">Its name in the W3C Data Privacy Vocabulary: <c>dpv:Marketing</c>.</param>
/// <param name="Channels">Over which the person is reached for it; none: nobody is reached.</param>
/// <param name="Description">One sentence in words that a person understands.</param>
public sealed record PurposeDefinition(
    Purpose Code,
    string DpvName,
    ImmutableArray<Channel> Channels,
    string Description);
