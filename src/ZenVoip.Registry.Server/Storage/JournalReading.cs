using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The keyed chain, known to those who have the key.</summary>
internal interface IJournalCheck
{
    /// <summary>Does the entry follow the previous link? The first entry's previous link is empty.</summary>
    bool Links(string subjectId, ReadOnlySpan<byte> previous, JournalRow entry);

    /// <summary>Does the seal stand for so many entries and this last link?</summary>
    bool Seals(string subjectId, int entries, ReadOnlySpan<byte> head, ReadOnlySpan<byte> seal);
}

/// <summary>What the index row says of a journal, and what stands beside it.</summary>
/// <param name="State">The grain's, sealed; null: there is none.</param>
internal sealed record JournalHead(string Id, int Version, byte[] Seal, string Profile, byte[]? State)
{
    public string? Kind { get; init; }

    public string? Status { get; init; }

    /// <summary>Its bodies need not be readable any more.</summary>
    public bool IsErased => Status == "ERASED";

    /// <summary>The earliest deadline; null: none.</summary>
    public DateTimeOffset? NextDue { get; init; }
}

/// <summary>What was found of one journal; the first fault is the one that is told.</summary>
/// <param name="Entry">The sequence of the first entry that is missing or broken; 0: none, or not about an
/// entry.</param>
internal sealed record JournalVerdict(string SubjectId, int Entries, JournalFault Fault, int Entry)
{
    /// <summary>The entries are whole, and what most of them say cannot be read any more.</summary>
    public bool IsErased { get; init; }
}

/// <summary>What can be wrong with a journal.</summary>
internal enum JournalFault
{
    None,

    /// <summary>Entries of a subject that is not there.</summary>
    NoSubject,

    /// <summary>Other rows of a subject that is not there.</summary>
    RowsOfNobody,

    /// <summary>A subject without its grain's state.</summary>
    NoState,

    /// <summary>The sequence has a gap, or its end is cut.</summary>
    EntryMissing,

    /// <summary>An entry is not what was written.</summary>
    LinkBroken,

    /// <summary>Count and head are not what was sealed.</summary>
    SealBroken,

    /// <summary>The state is not what was sealed.</summary>
    StateBroken,

    /// <summary>The state is not that of the journal's last entry: an older one was put back.</summary>
    StateOutdated,

    /// <summary>There is no data key, or none that a known master key opens, and the subject is not erased.</summary>
    KeyMissing,

    /// <summary>As what the subject is listed, its kind or its status, is not what the state says.</summary>
    SubjectDiffers,

    /// <summary>What decisions read of the subject is not what the state says.</summary>
    ProfileDiffers,

    /// <summary>The controllers under which the subject is listed are not those of the state.</summary>
    RelationshipsDiffer,

    /// <summary>The identifiers by which the subject is found are not those of the state.</summary>
    LinksDiffer,

    /// <summary>The opt-outs that digests keep are not those of the state.</summary>
    OptOutsDiffer,

    /// <summary>An order or a task is not what the state says of it.</summary>
    WorkDiffers,

    /// <summary>The rights requests are not those that the state names.</summary>
    RequestsDiffer,

    /// <summary>The deadline by which the subject is woken is later than that of the state, or there is none.</summary>
    DueDiffers,

    /// <summary>The key of the state is destroyed: an erased person came back with a restored database.</summary>
    KeyDestroyed,

    /// <summary>A key that was destroyed opens again: the key store was put back to a time before.</summary>
    KeyRestored,
}

/// <summary>Follows one journal from entry to entry.</summary>
internal sealed class JournalReading(string subjectId, JournalHead? head, IJournalCheck check)
{
    private JournalFault fault = head switch
    {
        null => JournalFault.NoSubject,
        { State: null } => JournalFault.NoState,
        _ => JournalFault.None,
    };

    private byte[] link = [];
    private int entries;
    private int faultyEntry;

    public string SubjectId => subjectId;

    /// <summary>The link of the last entry.</summary>
    public byte[] Last => link;

    public void Add(JournalRow entry)
    {
        entries++;
        Note(entry.Sequence != entries, JournalFault.EntryMissing, entries);
        Note(!check.Links(subjectId, link, entry), JournalFault.LinkBroken, entry.Sequence);
        link = entry.Link;
    }

    public JournalVerdict Verdict()
    {
        Note(entries != head?.Version, JournalFault.EntryMissing, entries + 1);
        Note(head is not null && !check.Seals(subjectId, entries, link, head.Seal), JournalFault.SealBroken);
        return new(subjectId, entries, fault, faultyEntry) { IsErased = head is { IsErased: true } };
    }

    private void Note(bool wrong, JournalFault found, int entry = 0)
    {
        if (wrong && fault is JournalFault.None)
            (fault, faultyEntry) = (found, entry);
    }
}
