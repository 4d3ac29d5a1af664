using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What an entry of the journal says, before it is sealed.</summary>
/// <param name="Event">Null: the person is erased, and it cannot be read any more.</param>
/// <param name="Actor">The client that asked for it; empty where that cannot be read any more.</param>
/// <param name="Operation">The keyed digest of the operation id, where the request had one.</param>
[Immutable]
[GenerateSerializer]
[Alias("registry.journal-entry")]
public sealed record JournalEntry(
    [property: Id(0)] SubjectEvent? Event,
    [property: Id(1)] string Actor,
    [property: Id(2)] string? Operation)
{
    /// <summary>What is left of an entry that cannot be read any more; null: it can.</summary>
    [Id(3)]
    public UnreadableEntry? Unreadable { get; init; }

    internal static JournalEntry Of(JournalRow row) =>
        new(Event: null, Actor: "", Operation: null) { Unreadable = new(row.Name ?? "unknown", row.At) };
}

/// <summary>What stands beside a body whose key is destroyed.</summary>
/// <param name="Name">The event's stable name.</param>
[Immutable]
[GenerateSerializer]
[Alias("registry.unreadable-entry")]
public sealed record UnreadableEntry([property: Id(0)] string Name, [property: Id(1)] DateTimeOffset At);
