using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What an entry of the journal says, before it is sealed.</summary>
/// <param name="Actor">The client that asked for it.</param>
/// <param name="Operation">The keyed digest of the operation id, where the request had one.</param>
[Immutable]
[GenerateSerializer]
[Alias("registry.journal-entry")]
public sealed record JournalEntry(
    [property: Id(0)] SubjectEvent Event,
    [property: Id(1)] string Actor,
    [property: Id(2)] string? Operation);
