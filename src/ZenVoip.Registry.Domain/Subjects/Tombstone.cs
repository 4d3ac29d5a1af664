using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>What is said of somebody who is erased, beside what the books keep.</summary>
/// <param name="ErasedAt">When the erasure ended.</param>
public sealed record Tombstone(DateTimeOffset ErasedAt)
{
    /// <summary>When the data key was destroyed; null: that is due.</summary>
    public DateTimeOffset? KeyDestroyedAt { get; init; }

    /// <summary>
    /// Until when the proof of what was agreed to is kept; null: there is none, or an older version did not say.
    /// </summary>
    public DateTimeOffset? EvidenceUntil { get; init; }

    /// <summary>
    /// Until when at least, as known at the end, identifiers are kept by which a holder finds what is left; null: none
    /// is, or an older version did not say.
    /// </summary>
    public DateTimeOffset? IdentifiersUntil { get; init; }

    /// <summary>
    /// Holder systems have proof of what was agreed to: when its time comes they find it by the identifiers.
    /// </summary>
    public bool IsProofHeld { get; init; }

    /// <summary>
    /// When neither the proof of a consent was needed any more, nor an identifier by which to find what a law had kept;
    /// null: it still is.
    /// </summary>
    public DateTimeOffset? EvidenceEndedAt { get; init; }

    /// <summary>When the evidence key was destroyed; null: it still opens something, or that is due.</summary>
    public DateTimeOffset? EvidenceDestroyedAt { get; init; }

    /// <summary>Since when a key is to be destroyed; null: none is.</summary>
    public DateTimeOffset? DestructionDue => this switch
    {
        { KeyDestroyedAt: null } => ErasedAt,
        { EvidenceDestroyedAt: null } => EvidenceEndedAt,
        _ => null,
    };
}

/// <summary>The person is gone: digests, noes, and what a law still keeps are left.</summary>
/// <param name="IsProofHeld">Holder systems have proof of what the person agreed to.</param>
public sealed record SubjectErased(DateTimeOffset RecordedAt, bool IsProofHeld = false) : SubjectEvent(RecordedAt)
{
    /// <summary>The purposes whose refusal had changed nothing, by the rulebook of the day.</summary>
    public ImmutableArray<Purpose> Unheeded { get; init; } = [];
}

/// <summary>Nothing needs the evidence key any more.</summary>
public sealed record EvidenceEnded(DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>Keys are destroyed: what they sealed cannot be read any more.</summary>
/// <param name="Evidence">The evidence key too, not only the data key.</param>
public sealed record KeysDestroyed(bool Evidence, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>Says that keys were destroyed.</summary>
/// <param name="Evidence">The evidence key too.</param>
public sealed record NoteKeysDestroyed(bool Evidence) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;
}

public sealed partial record Subject
{
    /// <summary>Null: the person is not erased.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>Of no link more than its digest is left.</summary>
    public bool NamesNobody => Identifiers.Links.All(link => link.Identifier.IsForgotten);

    private Outcome Decide(NoteKeysDestroyed command, DateTimeOffset now) => Tombstone switch
    {
        { KeyDestroyedAt: null } => Outcome.Accept(new KeysDestroyed(command.Evidence, now)),
        { EvidenceEndedAt: not null, EvidenceDestroyedAt: null } when command.Evidence =>
            Outcome.Accept(new KeysDestroyed(command.Evidence, now)),
        _ => Outcome.NoChange,
    };

    private Subject Changed(KeysDestroyed destroyed) => this with
    {
        Tombstone = Tombstone is null ? null : Tombstone with
        {
            KeyDestroyedAt = Tombstone.KeyDestroyedAt ?? destroyed.RecordedAt,
            EvidenceDestroyedAt = destroyed.Evidence
                ? Tombstone.EvidenceDestroyedAt ?? destroyed.RecordedAt
                : Tombstone.EvidenceDestroyedAt,
        },
    };

    /// <summary>
    /// Digests, noes, what still runs, and records without a person. Who said no to anybody is heard when an address is
    /// linked again that was theirs at the end, or that left and kept the no then.
    /// </summary>
    private Subject Changed(SubjectErased erased)
    {
        var open = Identifiers.Links.Where(link => link.IsOpen);
        var inheriting = this with { OptOuts = OptOuts.Inheriting(Consents.Consents, erased.Unheeded) };
        // What is kept back needs no clock besides.
        var left = Deletions.Withheld.Where(withheld => !withheld.IsHeld).Aggregate(this, (before, withheld) =>
            before.Ordered(withheld.Controller, withheld.Category, withheld.Cutoff, withheld.Cutoff));
        // A tombstone that is erased again: its links were closed then.
        var tombstone = new Tombstone(Tombstone?.ErasedAt ?? erased.RecordedAt)
        {
            EvidenceUntil = EndOfProof,
            IsProofHeld = erased.IsProofHeld,
        };
        var gone = left with
        {
            Status = SubjectStatus.Erased,
            Tombstone = tombstone,
            Relationships = new(),
            Identifiers = Identifiers.Closed(erased.RecordedAt),
            Jurisdictions = new(),
            Consents = new(),
            OptOuts = inheriting.OptOutsKeptBy(open).WithoutPerson(),
            Deletions = Deletions.WithoutPerson(),
            Rights = Rights.WithoutPerson(),
        };
        return gone with { Tombstone = tombstone with { IdentifiersUntil = gone.EndOfNeed(tombstone) } };
    }

    /// <summary>
    /// A tombstone keeps only those identifiers by which a holder finds what a law had kept. What is let go of to be
    /// ordered, or kept back again, in the same change still needs them.
    /// </summary>
    private Subject Forgetting(SubjectEvent happened) => Tombstone is null
        || happened is WithheldEnded or RetentionFellDue or OrderCancelled
            ? this
            : this with { Identifiers = Identifiers.Forgetting(NeededLinks.ToHashSet()) };

    /// <summary>By which links holders have to find data, and until when at least; null: it may end any time.</summary>
    private IEnumerable<(ImmutableArray<int> Links, DateTimeOffset? Until)> Needs =>
    [
        .. Deletions.Orders.Where(order => order.IsOpen && order.ReissueOf is null)
            .Select(order => (order.Links, (DateTimeOffset?)null)),
        .. Deletions.Withheld.Select(withheld => (withheld.Links, withheld.Until)),
        .. Retention.Clocks.Where(clock => clock.DueAt is not null
                && (clock.Event is not RetentionEvent.ConsentEnded || Tombstone is { IsProofHeld: true }))
            .Select(clock => (OwnLinks, clock.DueAt)),
    ];

    private IEnumerable<int> NeededLinks => Needs.SelectMany(need => need.Links);

    /// <summary>What the evidence key seals is of use: the proof of a consent, an identifier, what a court wants.
    /// </summary>
    private bool NeedsEvidence => EndOfProof is not null || NeededLinks.Any(IsKnown) || !Holds.Holds.IsEmpty;

    /// <summary>When the last proof of what was agreed to falls due; null: there is none.</summary>
    private DateTimeOffset? EndOfProof => ClocksOfProof.Max(clock => clock.DueAt);

    /// <summary>More than its digest is left.</summary>
    private bool IsKnown(int link) => !Identifiers.Links[link].Identifier.IsForgotten;

    private DateTimeOffset? EndOfNeed(Tombstone tombstone) => Needs.Where(need => need.Links.Any(IsKnown))
        .Max(need => need.Until > tombstone.ErasedAt ? need.Until : (DateTimeOffset?)tombstone.ErasedAt);

    private bool IsProofHeld(ImmutableArray<HolderSystem> systems) => ClocksOfProof.Any(clock =>
        clock.DueAt is not null && systems.Any(system => system.Categories.Contains(clock.Category)));

    private IEnumerable<RetentionClock> ClocksOfProof =>
        Retention.Clocks.Where(clock => clock.Event is RetentionEvent.ConsentEnded);
}
