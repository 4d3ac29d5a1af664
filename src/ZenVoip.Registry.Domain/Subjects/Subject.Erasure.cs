using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>
    /// So long nobody need have somebody whom a controller has erased: an end and a beginning may be told in the wrong
    /// order.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>
    /// Begins an erasure, or lets it reach further: what is demanded is ordered, or kept back. It ends by itself with
    /// its last order.
    /// </summary>
    public ImmutableArray<SubjectEvent> Erasing(EraseWish wish, Surroundings around, DateTimeOffset now)
    {
        var links = CoveredBy(wish);
        var categories = ErasableOf(wish, around.Rules.Retention, now);
        var known = Deletions.FindErasure(wish.Cause);
        // Of whom all was erased all stays so: what they have shown since is ordered, and what has begun since goes on.
        var ended = known is { IsWhole: true } ? known.EndedAt : null;
        ImmutableArray<ErasureBegun> begun = ended is null ? [new(Begun(wish, known, now), now)] : [];
        return
        [
            .. begun,
            .. After(begun).Deletions.Carried(
                DeletionPlan.Of(
                    categories.Select(category =>
                        new Wish(wish.Controller, category, ended ?? now, wish.Cause, links)
                        {
                            IsSinceEnd = ended is not null,
                        }),
                    CircumstancesAt(around.Rules, now, around.Systems),
                    now),
                around.Mint,
                now),
        ];
    }

    /// <summary>
    /// What is relied on is to be proved (GDPR art. 7(1)): the proof goes when its own clock ends, named or not. Where
    /// nothing was agreed to there is nothing to prove.
    /// </summary>
    private IEnumerable<DataCategory> ErasableOf(EraseWish wish, RetentionRules rules, DateTimeOffset now)
    {
        var isEnded = ClocksOfProof.Any(clock => clock.Controller == wish.Controller);
        // A yes that has just run out has its clock with this change only.
        var isRelied = ReliesOn(wish.Controller, now) || (!isEnded && Consents.Consents.Any(answer =>
            answer.Controller == wish.Controller && answer.Status is ConsentStatus.Given));
        return (wish.Categories.IsEmpty, isRelied) switch
        {
            (true, false) when !isEnded => rules.All,
            (true, _) => rules.Erasable,
            (false, true) => wish.Categories.Intersect(rules.Erasable),
            _ => wish.Categories,
        };
    }

    /// <summary>Of whom all is being erased all is erased, whatever they are linked with since.</summary>
    private Erasure Begun(EraseWish wish, Erasure? known, DateTimeOffset now)
    {
        var reach = ReachOf(wish, now);
        return new()
        {
            Cause = wish.Cause,
            Controller = wish.Controller,
            Reach = known?.Reach > reach ? known.Reach : reach,
            BegunAt = known?.BegunAt ?? now,
            PartEndedAt = known?.EndedAt ?? known?.PartEndedAt,
        };
    }

    /// <summary>The numbers of the open links that are nobody else's: a shared one leads to others' data.</summary>
    private int[] Unshared =>
        [.. Identifiers.Links.Where(link => link.IsOpen && !IsShared(link.Number)).Select(link => link.Number)];

    private bool IsShared(int number) => Identifiers.Links[number].Identifier.Type.IsShared();

    /// <summary>Whoever has shown all that is theirs now has shown who they are: what was theirs before goes with it.
    /// </summary>
    private ImmutableArray<int> CoveredBy(EraseWish wish)
    {
        var showsAll = Unshared is [_, ..] all && all.All(wish.Links.Contains);
        return [.. OwnLinks.Where(number => wish.Links.Contains(number) || (showsAll && !IsShared(number)))];
    }

    private ErasureReach ReachOf(EraseWish wish, DateTimeOffset now) => wish.Categories.IsEmpty && IsWhole(wish)
        ? WholeReachOf(wish.Controller, Deletions, now)
        : ErasureReach.Part;

    /// <summary>
    /// Nothing ends where data is left that only what was not shown leads to, be it the person's no more; and nobody
    /// ends a person by what others share.
    /// </summary>
    private bool IsWhole(EraseWish wish)
    {
        int[] own = [.. OwnLinks.Where(number => !IsShared(number))];
        return own is [] ? wish.IsBeyondDoubt : own.All(CoveredBy(wish).Contains);
    }

    private ErasureReach WholeReachOf(Controller controller, DeletionBook deletions, DateTimeOffset now) =>
        KeepersAt(now).Any(other => other != controller && !deletions.IsErasing(other))
            ? ErasureReach.Controller
            : ErasureReach.Person;

    /// <summary>
    /// Who has the person: by a relationship, a consent that is relied on, data, or a request that is worked for them.
    /// Nobody is kept by a no, nor by what is answered without their data.
    /// </summary>
    private IEnumerable<Controller> KeepersAt(DateTimeOffset now) =>
        Relationships.Relationships.Where(known => known.IsOpen).Select(known => known.Controller)
            .Concat(Consents.Consents.Select(consent => consent.Controller).Distinct()
                .Where(controller => ReliesOn(controller, now)))
            .Concat(Retention.Clocks.Where(clock => clock.Event is not RetentionEvent.ConsentEnded)
                .Select(clock => clock.Controller))
            .Concat(Rights.Requests.Where(request => request is { IsOpen: true, IsWorked: true, SaysNo: false }
                && request.Type is not (RightsRequestType.Erasure or RightsRequestType.Complaint
                    or RightsRequestType.Appeal)).Select(request => request.Controller))
            .Where(controller => controller != Controller.Platform);

    /// <summary>
    /// Somebody has erased the person, and what others had of them, which kept them when that began, has ended too: in
    /// a while they end, unless something is told of them. Whom the same controller has known anew since, it has not
    /// erased; what answers a request can be read until it expires. What is reported late, and what holders retain,
    /// tells nothing of them. Null: they do not.
    /// </summary>
    private DateTimeOffset? LeftUntil(DateTimeOffset now) =>
        (Status is SubjectStatus.Active || (Status is SubjectStatus.Restricted && !Rights.Restrictions.Any()))
        && IsAtRest
        && Deletions.Erasures.Any(erasure => erasure.IsWhole && !Relationships.Relationships.Any(known =>
            known.Controller == erasure.Controller && known.Since > erasure.EndedAt))
        && !Rights.Requests.Any(request => request.HasExportAt(now) || (request is { IsOpen: true, SaysNo: false }
            && request is not { Type: RightsRequestType.Erasure, IsWorked: true }))
        && !KeepersAt(now).Any() ? (ToldAt ?? RecordedAt) + Patience : null;

    /// <summary>No hold, order or erasure is waited for.</summary>
    private bool IsAtRest => Holds.Holds.IsEmpty && !Deletions.IsWaitedFor
        && !Deletions.Erasures.Any(erasure => erasure.IsOpen);

    /// <summary>What ends with the last order, with a hold or with the last clock: nothing, mostly.</summary>
    private ImmutableArray<SubjectEvent> Closings(Surroundings around, DateTimeOffset now)
    {
        var subject = this;
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        if (NewlyKnown(around.Rules, now).ToList() is [_, ..] wishes)
            Add(Deletions.Carried(
                DeletionPlan.Of(wishes, CircumstancesAt(around.Rules, now, around.Systems), now), around.Mint, now));
        foreach (var erasure in subject.Deletions.SettledErasures)
            Add(subject.Ending(erasure, around.Rules, now));
        if (subject is { Status: SubjectStatus.Erasing, IsAtRest: true } || subject.LeftUntil(now) <= now)
        {
            Add([.. subject.EndsOfConsent(around.Rules, now), .. subject.Deletions.TasksOver(now)]);
            Add([new SubjectErased(now, subject.IsProofHeld(around.Systems))
            {
                Unheeded = subject.Unheeded(around.Rules),
            }]);
        }

        if (subject is { Tombstone.EvidenceEndedAt: null, NeedsEvidence: false })
            Add([new EvidenceEnded(now)]);
        return all.ToImmutable();

        void Add(ImmutableArray<SubjectEvent> events)
        {
            all.AddRange(events);
            subject = subject.After(events);
        }
    }

    /// <summary>
    /// What the rulebook has come to know since an erasure of all began, and a clock runs for by now, is part of it:
    /// else that clock would outlive it.
    /// </summary>
    private IEnumerable<Wish> NewlyKnown(Rules rules, DateTimeOffset now) =>
        from erasure in Deletions.Erasures
        where erasure is { IsOpen: true, IsWhole: true }
        from category in NewlyKnown(erasure, rules)
        select new Wish(
            erasure.Controller, category, now, erasure.Cause, [.. LateLinks(erasure)]);

    private IEnumerable<DataCategory> NewlyKnown(Erasure erasure, Rules rules) =>
        Retention.CategoriesOf(erasure.Controller)
            .Intersect(rules.Retention.Erasable).Except(Deletions.CategoriesOf(erasure.Cause));

    /// <summary>The proof of what had been agreed to is kept for its time.</summary>
    private ImmutableArray<SubjectEvent> Ending(Erasure erasure, Rules rules, DateTimeOffset now) =>
    [
        .. erasure.IsWhole ? ProofOf(erasure.Controller, rules, now) : [],
        new ErasureEnded(erasure.Cause, now) { Unheeded = erasure.IsWhole ? Unheeded(rules, erasure.Controller) : [] },
    ];

    /// <summary>The purposes that were refused in vain: what of it is kept would deny.</summary>
    /// <param name="controller">Null: anybody.</param>
    private ImmutableArray<Purpose> Unheeded(Rules rules, Controller? controller = null) =>
    [
        .. Consents.Consents.Where(answer => answer.IsNo && (controller is null || answer.Controller == controller))
            .Select(answer => answer.Purpose).Distinct().Where(purpose => !rules.HeedsRefusalOf(purpose)),
    ];

    private IEnumerable<SubjectEvent> EndsOfConsent(Rules rules, DateTimeOffset now) => Consents.Consents
        .Select(known => known.Controller).Distinct().Where(controller => controller != Controller.Platform)
        .SelectMany(controller => ProofOf(controller, rules, now));

    private ImmutableArray<SubjectEvent> ProofOf(Controller controller, Rules rules, DateTimeOffset now) =>
        ReliesOn(controller, now)
            ? Started(
                controller, RetentionEvent.ConsentEnded, now, Relationships.KindTo(controller), rules, now)
            : [];

    private Subject Changed(ErasureBegun begun) => this with
    {
        Deletions = WithoutOldErasures(Deletions.Apply(begun), begun.RecordedAt),
        Status = begun.Erasure.Reach is ErasureReach.Person ? SubjectStatus.Erasing : Status,
    };

    private DeletionBook WithoutOldErasures(DeletionBook deletions, DateTimeOffset now) =>
        deletions.WithoutOldErasures(now, cause => Rights.Find(cause) is { IsOpen: true });

    /// <summary>
    /// Whoever does not erase the person any more has them still: also against an erasure that has ended by now.
    /// </summary>
    private Subject Changed(ErasureStopped stopped)
    {
        var left = Deletions.Apply(stopped);
        return Reaching(left, erasure => WholeReachOf(erasure.Controller, left, stopped.RecordedAt));
    }

    /// <summary>
    /// Somebody who does not erase the person has them by now: nobody's erasure ends them, and they live on.
    /// </summary>
    private Subject KeptBy(SubjectEvent happened)
    {
        Controller? told = happened switch
        {
            RelationshipStarted started => started.Controller,
            ConsentAnswered { Consent: { Status: ConsentStatus.Given, Controller: var controller } } => controller,
            ActivityRecorded { Event: not RetentionEvent.ConsentEnded } recorded => recorded.Controller,
            RightsRequestReceived { Request.Controller: var asked } => asked,
            RightsRequestVerified { RequestId: var id } => Rights.Find(id)?.Controller,
            RightsRequestInstructed { RequestId: var id } => Rights.Find(id)?.Controller,
            _ => null,
        };
        return Status is SubjectStatus.Erasing && told is { } keeper && !Deletions.IsErasing(keeper)
            && KeepersAt(happened.RecordedAt).Contains(keeper)
                ? Reaching(Deletions, _ => ErasureReach.Controller)
                : this;
    }

    /// <param name="reach">What ends now with an erasure that would have ended the person.</param>
    private Subject Reaching(DeletionBook deletions, Func<Erasure, ErasureReach> reach)
    {
        ImmutableArray<Erasure> erasures =
        [
            .. deletions.Erasures.Select(erasure =>
                erasure.Reach is ErasureReach.Person ? erasure with { Reach = reach(erasure) } : erasure),
        ];
        var isEnding = erasures.Any(erasure => erasure.Reach is ErasureReach.Person);
        return this with
        {
            Deletions = deletions with { Erasures = erasures },
            Status = Status is SubjectStatus.Erasing && !isEnding ? Shown(SubjectStatus.Active, Rights) : Status,
        };
    }

    /// <summary>The relationship is over, and what was said to the controller is left as noes.</summary>
    private Subject Changed(ErasureEnded ended)
    {
        if (Deletions.FindErasure(ended.Cause) is not { Controller: var controller, Reach: var reach })
            return this;
        var after = this with { Deletions = Deletions.Apply(ended) };
        return reach is ErasureReach.Part ? after.Fulfilled(ended.Cause, ended.RecordedAt) : after with
        {
            // What came since it began was ordered too, or kept back for a law: nothing needs a clock besides.
            Retention = Retention.Without(controller, Deletions.CategoriesOf(ended.Cause)),
            Relationships = Relationships.Closed(controller, ended.RecordedAt),
            OptOuts = OptOuts.Inheriting(
                Consents.Consents.Where(consent => consent.Controller == controller), ended.Unheeded),
            Consents = Consents.Without(controller),
        };
    }
}
