using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>A person, composed of books that each decide about themselves.</summary>
public sealed partial record Subject
{
    public required string Id { get; init; }

    /// <summary>How many events are recorded; 0: not registered.</summary>
    public int Version { get; init; }

    public SubjectStatus Status { get; init; } = SubjectStatus.Active;

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last recorded instant.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// When something was told of the person at last, apart from what holders are asked and answer; null: an older
    /// version did not say.
    /// </summary>
    public DateTimeOffset? ToldAt { get; init; }

    public RelationshipBook Relationships { get; init; } = new();

    public IdentifierBook Identifiers { get; init; } = new();

    public JurisdictionBook Jurisdictions { get; init; } = new();

    public ConsentBook Consents { get; init; } = new();

    public OptOutBook OptOuts { get; init; } = new();

    public RetentionBook Retention { get; init; } = new();

    public HoldBook Holds { get; init; } = new();

    public DeletionBook Deletions { get; init; } = new();

    public RightsBook Rights { get; init; } = new();

    public bool IsRegistered => Version > 0;

    public static Subject Unregistered(string id) => new() { Id = id };

    /// <summary>
    /// The time to record: the clock's, but later than all that is recorded, so that a silo with a slow clock
    /// cannot let a grant outlive a later no.
    /// </summary>
    public DateTimeOffset TimeToRecord(DateTimeOffset clock) =>
        clock.ToMicroseconds() is var now && now > RecordedAt ? now : RecordedAt + Instants.Step;

    /// <summary>When something is due next, also where that is past; null: nothing is.</summary>
    public DateTimeOffset? NextDue(Rules rules, DateTimeOffset now) =>
        NextDue(CircumstancesAt(rules, now, systems: []), now);

    /// <summary>
    /// The same for whoever has no rulebook: no sooner. A ground may end before its date, or a duty hold longer: what
    /// holders retain is looked at by then at the latest.
    /// </summary>
    public DateTimeOffset? NextDue(DateTimeOffset now) =>
        NextDue(CircumstancesAt(now, systems: [], today: _ => null) with { IsRuled = false }, now);

    /// <summary>
    /// When the subject is to be woken next: something is due, or the rulebook may say something else by then of what
    /// holders retain; null: it may sleep.
    /// </summary>
    public DateTimeOffset? WakeAt(Rules rules, DateTimeOffset now) =>
        Enumerable.Min([NextDue(rules, now), Deletions.NextReview(now)]);

    /// <summary>Total: history always replays.</summary>
    public Subject Apply(SubjectEvent @event) =>
        Changed(@event).KeptBy(@event).Forgetting(@event) with
        {
            Version = Version + 1,
            RecordedAt = @event.RecordedAt,
            ToldAt = DeletionBook.IsOfHolders(@event) ? ToldAt ?? RecordedAt : @event.RecordedAt,
        };

    /// <summary>
    /// The opt-outs when these identifiers leave, all that cover them kept by their digests: the links that are open,
    /// where a whole subject goes.
    /// </summary>
    public OptOutBook OptOutsKeptBy(IEnumerable<Link> leaving) => leaving.Aggregate(
        OptOuts, (book, link) => book.KeptBy(link.Identifier.Type, Identifiers.SameAs(link.Number)));

    private DateTimeOffset? NextDue(Circumstances around, DateTimeOffset now) => Enumerable.Min(
    [
        Consents.NextExpiry(now),
        Retention.NextDue,
        Deletions.NextDue(around, now),
        Rights.NextDueOf(isErased: Tombstone is not null),
        Tombstone?.DestructionDue,
        LeftUntil(now),
    ]);

    private Subject Changed(SubjectEvent @event) => @event switch
    {
        SubjectRegistered registered => this with { RegisteredAt = registered.RecordedAt },
        RelationshipStarted started => this with { Relationships = Relationships.Apply(started) },
        RelationshipEnded ended => this with { Relationships = Relationships.Apply(ended) },
        IdentifierLinked linked => this with { Identifiers = Identifiers.Apply(linked) },
        IdentifierVerified verified => this with { Identifiers = Identifiers.Apply(verified) },
        IdentifierUnlinked unlinked when unlinked.Number < Identifiers.Links.Length => this with
        {
            Identifiers = Identifiers.Apply(unlinked),
            Consents = Consents.Released(unlinked.Number, unlinked.At),
            OptOuts = unlinked.FreesNumber
                ? OptOuts.ReleasedBy(Identifiers.SameAs(unlinked.Number), unlinked.At)
                : OptOutsKeptBy([Identifiers.Links[unlinked.Number]]),
        },
        JurisdictionObserved observed => this with { Jurisdictions = Jurisdictions.Apply(observed) },
        ConsentAnswered answered => this with { Consents = Consents.Apply(answered) },
        OptedOut opted when Tombstone is { ErasedAt: var erasedAt } => this with
        {
            OptOuts = (this with { OptOuts = OptOuts.Apply(opted) })
                .OptOutsKeptBy(Identifiers.Links.Where(link => link.UnlinkedAt == erasedAt)),
        },
        OptedOut opted => this with { OptOuts = OptOuts.Apply(opted) },
        ActivityRecorded recorded => this with { Retention = Retention.Apply(recorded) },
        RetentionStopped stopped => this with { Retention = Retention.Apply(stopped) },
        RetentionFellDue fell => this with { Retention = Retention.Apply(fell) },
        LegalHoldPlaced placed => this with { Holds = Holds.Apply(placed) },
        LegalHoldReleased released => this with { Holds = Holds.Apply(released) },
        OrdersIssued issued => issued.Orders.Where(StopsClocks).Aggregate(
            this with { Deletions = WithoutOldErasures(Deletions.Apply(issued), issued.RecordedAt) },
            (before, order) => before.Ordered(order.Controller, order.Category, order.Cutoff, issued.RecordedAt)),
        CategoryUnheld { Unheld: var unheld } none when !MayBeTakenBack(unheld.Cause) =>
            (this with { Deletions = Deletions.Apply(none) })
                .Ordered(unheld.Controller, unheld.Category, unheld.Cutoff, none.RecordedAt),
        ErasureBegun begun => Changed(begun),
        ErasureStopped stopped => Changed(stopped),
        ErasureEnded ended => Changed(ended),
        SubjectErased erased => Changed(erased),
        EvidenceEnded ended => Tombstone is null
            ? this
            : this with { Tombstone = Tombstone with { EvidenceEndedAt = ended.RecordedAt } },
        KeysDestroyed destroyed => Changed(destroyed),
        RightsRequestCompleted completed =>
            With(Rights.Apply(completed)).Fulfilled(completed.RequestId, completed.RecordedAt),
        _ => (this with { Deletions = Deletions.Changed(@event) }).With(Rights.Changed(@event)),
    };

    private Subject After<T>(ImmutableArray<T> events) where T : SubjectEvent =>
        events.Aggregate(this, (before, @event) => before.Apply(@event));
}
