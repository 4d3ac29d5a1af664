using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>
    /// The numbers of the links by which holders find the person's data: all that ever were theirs, with their
    /// intervals. What was linked by mistake never was.
    /// </summary>
    public ImmutableArray<int> OwnLinks =>
    [
        .. Identifiers.Links.Where(link => link.Reason is not UnlinkReason.Mistake).Select(link => link.Number),
    ];

    /// <summary>
    /// What stands in the way of deletions, who carries them out, and how long what holders retain has a ground. A duty
    /// of where the person turned out to live, or of a rulebook since, keeps what was told before too.
    /// </summary>
    public Circumstances CircumstancesAt(Rules rules, DateTimeOffset now, ImmutableArray<HolderSystem> systems) =>
        CircumstancesAt(now, systems, clock => TermsOf(clock.Category, clock.Event, clock.Controller, rules, now)) with
        {
            GroundUntil = ground => rules.Rights.RetainsUntil(ground, now),
        };

    private Circumstances CircumstancesAt(
        DateTimeOffset now, ImmutableArray<HolderSystem> systems, Func<RetentionClock, RetentionTerms?> today) =>
        new(
            [
                .. Retention.KeptAt(now, today).Select(kept =>
                    new Duty(kept.Controller, kept.Category, kept.After, kept.Until, kept.Rule)),
                .. Deletions.Duties,
            ],
            [
                .. Holds.Holds.SelectMany(hold =>
                    hold.Categories.Select(category => new Held(hold.Controller, category))),
            ],
            systems)
        {
            PartsUntil = PartsUntil,
        };

    /// <summary>
    /// What would become of data that is asked to be deleted now: nothing is done. The proof of a consent that is
    /// relied on is kept as if that ended now: no sooner can it go.
    /// </summary>
    public ImmutableArray<PlannedDeletion> PreviewOf(
        Controller controller,
        IEnumerable<DataCategory> categories,
        ImmutableArray<HolderSystem> systems,
        Rules rules,
        DateTimeOffset now) =>
        DeletionPlan.Of(
            categories.Select(category => new Wish(controller, category, now, Cause: "", OwnLinks)),
            After([.. EndsOfConsent(rules, now)]).CircumstancesAt(rules, now, systems),
            now);

    /// <summary>
    /// A hold stops what is ordered and not yet settled too: it is taken back, and kept back like what falls due later.
    /// </summary>
    private Outcome Decide(PlaceLegalHold command, Surroundings around, DateTimeOffset now)
    {
        var placed = Holds.Decide(
            Tombstone is null ? command : command with { Reason = LegalHold.Unsaid },
            category => around.Rules.Retention.Find(category) is not null,
            now);
        return placed is Outcome.Accepted { Events: [LegalHoldPlaced { Hold: var hold }] events }
            ? new Outcome.Accepted([.. events, .. After(events).Stopped(hold, around, now)])
            : placed;
    }

    /// <summary>There is data left that holders have, and that is deleted later.</summary>
    private bool IsWaitingForDeletion => !Deletions.Withheld.IsEmpty || !Retention.Clocks.IsEmpty
        || Deletions.IsOwed;

    /// <summary>What became due meanwhile fires at once, unless another hold keeps it.</summary>
    private Outcome Decide(ReleaseLegalHold command, Surroundings around, DateTimeOffset now) =>
        Holds.Decide(command, now) switch
        {
            Outcome.Accepted { Events: var events } =>
                new Outcome.Accepted([.. events, .. After(events).Due(around, now)]),
            var refused => refused,
        };

    private Outcome Decide(RecordActivity command, Surroundings around, DateTimeOffset now) => Retention.Decide(
        command, TermsOf(command.Category, command.Event, command.Controller, around.Rules, now), now);

    private RetentionTerms? TermsOf(
        DataCategory category, RetentionEvent happened, Controller controller, Rules rules, DateTimeOffset now) =>
        rules.Retention.TermsOf(category, happened, controller, Relationships.KindTo(controller), PlacesAt(now), now);

    /// <summary>What goes on has not ended: what its end would start would delete data that is needed.</summary>
    private Refusal? Untruth(SubjectCommand command, DateTimeOffset now) => command switch
    {
        RecordActivity { Event: RetentionEvent.ContractEnded, Controller: var controller }
            when Relationships.ContractWith(controller) is { IsOpen: true } => Refusals.ContractInForce,
        RecordActivity { Event: RetentionEvent.ConsentEnded, Controller: var controller }
            when ReliesOn(controller, now) => Refusals.ConsentInForce,
        _ => null,
    };

    /// <summary>As long as the export can be read of which they are parts; null: its request is open.</summary>
    private DateTimeOffset? PartsUntil(string requestId) => Rights.Find(requestId) switch
    {
        { IsOpen: true, IsWorked: true } => null,
        var request => request?.ExportExpiresAt ?? RecordedAt,
    };

    /// <summary>
    /// One strand after the other: until its turn a tombstone keeps the identifiers of each. Whoever is asked again for
    /// what it retains of a tombstone is asked on: by nothing but the order that it filed would it find that later.
    /// </summary>
    private ImmutableArray<SubjectEvent> Stopped(LegalHold hold, Surroundings around, DateTimeOffset now) => Deletions
        .Orders.Where(order => order.IsOpen && hold.Keeps(order.Controller, order.Category)
            && (Tombstone is null || order.ReissueOf is null))
        .GroupBy(Strand.Of)
        .Aggregate(
            ImmutableArray<SubjectEvent>.Empty,
            (before, alike) => [.. before, .. After(before).Stopped([.. alike], around, now)]);

    private ImmutableArray<SubjectEvent> Stopped(DeletionOrder[] alike, Surroundings around, DateTimeOffset now)
    {
        ImmutableArray<SubjectEvent> cancelled = [.. alike.Select(order => new OrderCancelled(order.Id, now))];
        return
        [
            .. cancelled,
            .. After(cancelled).Deletions.Carried(
                DeletionPlan.Of([WishOf(alike)], CircumstancesAt(around.Rules, now, systems: []), now),
                around.Mint,
                now),
        ];
    }

    /// <summary>What orders were for that are alike.</summary>
    private static Wish WishOf(DeletionOrder[] alike) => new(
        alike[0].Controller,
        alike[0].Category,
        alike.Max(order => order.Cutoff),
        alike[0].Cause,
        [.. alike.SelectMany(order => order.Links).Distinct()])
    {
        TakenBy = alike[0].TakenBy,
        IsSinceEnd = alike[0].IsSinceEnd,
    };

    /// <summary>Clocks run for the data of every identifier: an order by some of them stops none.</summary>
    private bool ReachesAll(DeletionOrder order) => OwnLinks.All(link => order.Links.Contains(link));

    private bool StopsClocks(DeletionOrder order) =>
        ReachesAll(order) && !MayBeTakenBack(order.Cause);

    /// <summary>What is ordered deleted needs no other clock to order it again.</summary>
    private Subject Ordered(
        Controller controller, DataCategory category, DateTimeOffset cutoff, DateTimeOffset at) => this with
        {
            Retention = Retention.Deleted(controller, category, cutoff, at),
        };
}
