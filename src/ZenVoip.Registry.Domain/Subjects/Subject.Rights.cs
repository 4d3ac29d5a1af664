using System.Collections.Immutable;
using System.Diagnostics;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    private Outcome Exercised(
        SubjectCommand command, IdentifierDigest? by, Surroundings around, DateTimeOffset now)
    {
        var rules = around.Rules.Rights;
        return command switch
        {
            SubmitRightsRequest submit when IsOfStranger(submit) => Refusals.RelationshipNotFound,
            SubmitRightsRequest submit => Rights.Decide(
                submit, TermsOf(submit, by, around.Rules, now), around.Mint, now),
            VerifyRightsRequest verify => Decide(verify, rules, now),
            AcknowledgeRightsRequest acknowledge => Rights.Decide(acknowledge, now),
            AskForClarification ask => Rights.Decide(ask, rules, now),
            ClarifyRightsRequest clarify => Rights.Decide(clarify, rules, now),
            ExtendRightsRequest extend => Rights.Decide(extend, rules, now),
            ForwardRightsRequest forward => Rights.Decide(forward, rules, now),
            CompleteRightsRequest complete => Rights.Decide(complete, rules, now, isErased: Tombstone is not null),
            RefuseRightsRequest refuse => Rights.Decide(refuse, rules, now),
            WithdrawRightsRequest withdraw => Rights.Decide(withdraw, rules, now),
            ConfirmMinor confirm => Rights.Decide(confirm, now),
            LiftRestriction lift => Rights.Decide(lift, now),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A customer instructs, unverified, what concerns its own: no others are its to see or end.</summary>
    private bool IsOfStranger(SubmitRightsRequest command) =>
        command is { SaysNo: false, Requester: RequesterRole.Controller, Controller.IsCustomer: true }
        && !Relationships.Relationships.Any(known => known.Controller == command.Controller);

    /// <summary>The regimes are the person's, the kind is how they stand to whom they ask.</summary>
    private RightsTerms TermsOf(
        SubmitRightsRequest command, IdentifierDigest? by, Rules rules, DateTimeOffset now) => new(
            rules,
            RegimesAt(now, rules),
            Relationships.KindTo(command.Controller == Controller.Platform ? Controller.ZenVoip : command.Controller))
        {
            Links = OwnLinks,
            Via = Identifiers.Holds(by)?.Number,
            Ended = [.. Deletions.EndedErasures()],
            NamedElsewhere = [.. AnsweredPurposes],
        };

    /// <summary>
    /// The request that answers the command, in the state that the command has made: what was asked there may have been
    /// erased, and ended, at once. Whose erasure had begun before that and has ended answers nothing.
    /// </summary>
    public RightsRequest? AnswerTo(SubmitRightsRequest command, Rules rules)
    {
        var heard = command.HeardBy(rules, NamedPurposes);
        // The same operation is answered alike when its erasure has ended since.
        return Rights.OpenOf(heard, [.. Deletions.EndedErasures(begunBefore: RecordedAt)]) ?? Rights.OpenOf(heard, []);
    }

    private ImmutableArray<string> RegimesAt(DateTimeOffset now, Rules rules) =>
        [.. rules.RegimesOf(PlacesAt(now)).Select(regime => regime.Code)];

    private ImmutableArray<SubjectEvent> RegimesJoined(Rules rules, DateTimeOffset now) =>
        Rights.Joined(RegimesAt(now, rules), rules.Rights, now);

    /// <summary>
    /// Where no identifier is named, the person is known beyond doubt, and all of theirs is covered, in its intervals.
    /// An identifier that has left the person shows nothing: whoever has it now is not thereby who had it then.
    /// </summary>
    private Outcome Decide(VerifyRightsRequest command, RightsRules rules, DateTimeOffset now)
    {
        Link[] named =
        [
            .. Identifiers.Links.Where(link => link.Reason is not UnlinkReason.Mistake
                && command.Digests.Contains(link.Digest.Value)
                && (Identifiers.Holds(link.Digest) is not null
                    || Rights.Find(command.RequestId)?.Links.Contains(link.Number) is true)),
        ];
        ImmutableArray<int> covered =
            command.Digests.IsEmpty ? OwnLinks : [.. named.Select(link => link.Number)];
        return Rights.Decide(command, covered, rules, now) switch
        {
            Outcome.Accepted when Refusals.NotLinked.OfFirst(
                command.Digests,
                "identifiers",
                shown => named.All(link => link.Digest.Value != shown)) is { } unknown => unknown,
            var decided => decided,
        };
    }

    /// <summary>Each event is followed by what it has the other books record.</summary>
    private Outcome Carried(SubjectCommand command, IdentifierDigest? by, Surroundings around, DateTimeOffset now)
    {
        var decided = Exercised(command, by, around, now);
        if (decided is not Outcome.Accepted { Events: var events })
            return decided;
        if (Tombstone is not null)
            events = [.. events.Select(RightsBook.WithoutPerson)];
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        var subject = this;
        foreach (var @event in events)
        {
            Record([@event]);
            foreach (var effect in subject.Rights.EffectsOf(@event).SelectMany(effect => subject.Kept(effect)))
                Record(subject.Carried(effect, around, now));
        }

        return new Outcome.Accepted(all.ToImmutable());

        void Record(ImmutableArray<SubjectEvent> more)
        {
            all.AddRange(more);
            subject = subject.After(more);
        }
    }

    private ImmutableArray<SubjectEvent> Carried(
        RightsEffect effect, Surroundings around, DateTimeOffset now) => effect switch
        {
            NoWished { No: var no } wished => Decide(
                OptOutOf(wished), no.Via is { } via ? Identifiers.Links[via] : null, around.Rules, now).Events,
            ErasureWished wished => Erasing(
                new EraseWish(wished.RequestId, wished.Controller, wished.Categories, LinksOf(wished.Links))
                {
                    IsBeyondDoubt = wished.IsBeyondDoubt || wished.Links.IsEmpty,
                },
                around, now),
            TaskWished wished => WishesOf(wished, around.Rules).Aggregate(
                ImmutableArray<SubjectEvent>.Empty,
                (before, wish) => [.. before, .. Deletions.Asked(wish, around.Systems, around.Mint, now)]),
            WishesEnded ended => TakenBack(ended.RequestId, now),
            _ => throw new UnreachableException(),
        };

    /// <summary>
    /// What is sent on is kept for the customer by all that keep it here: by what it came, and by what has left since.
    /// No time is later than what stands on record, and than when the request last said it.
    /// </summary>
    private IEnumerable<RightsEffect> Kept(RightsEffect effect) => effect is NoWished { SaidTo: { } first } sent
        ? from known in OptOuts.OptOuts
          where known.Words == (first, sent.No.Purpose, sent.No.Channel, sent.No.Source)
          select sent with
          {
              No = sent.No with
              {
                  Via = known.ReleasedAt is null ? known.Via : null,
                  At = known.At < sent.No.At ? known.At : sent.No.At,
              },
          }
        : [effect];

    private static RecordOptOut OptOutOf(NoWished wished) => new()
    {
        Controller = wished.Controller,
        Purpose = wished.No.Purpose,
        Channel = wished.No.Channel,
        Source = wished.No.Source,
        At = wished.No.At,
        Evidence = new Evidence("rights-request", Source: wished.RequestId),
    };

    /// <summary>The answer to a request for access or portability; null: there is none, not yet or no longer.</summary>
    /// <param name="journal">All that can be read of it.</param>
    public Export? ExportFor(
        RightsRequest request,
        ImmutableArray<HolderSystem> systems,
        ImmutableArray<SubjectEvent> journal,
        Rules rules,
        DateTimeOffset now) => HasExport(request, now)
            ? new ExportBooks(this, Retention, Holds, Deletions, systems) { Journal = journal }.Write(
                new ExportScope(request.Type, request.Controller, [.. ShownFor(request)]), rules, now)
            : null;

    /// <summary>Whether there is an answer to read.</summary>
    public bool HasExport(RightsRequest request, DateTimeOffset now) => Tombstone is null && request.HasExportAt(now);

    /// <summary>A customer is shown no identifier that others know the person by.</summary>
    private ImmutableArray<int> ShownFor(RightsRequest request) =>
        request.Controller.IsCustomer ? request.Named : LinksOf(request.Links);

    private Subject With(RightsBook rights) => ReferenceEquals(rights, Rights)
        ? this
        : this with { Rights = rights, Status = Shown(Status, rights) };

    /// <summary>A restriction, or the suspicion that the person is a minor, shows in the status.</summary>
    private static SubjectStatus Shown(SubjectStatus status, RightsBook rights) =>
        (status, rights.SuspectsMinor || rights.Restrictions.Any()) switch
        {
            (SubjectStatus.Active or SubjectStatus.Restricted, true) => SubjectStatus.Restricted,
            (SubjectStatus.Restricted, false) => SubjectStatus.Active,
            _ => status,
        };

    /// <summary>As long as its request may be, the clocks go on; what came late stops none.</summary>
    private bool MayBeTakenBack(string cause) =>
        cause == DeletionBook.LateData || Rights.Find(cause) is { IsOpen: true };

    /// <summary>What an erasure has deleted, no clock orders again.</summary>
    /// <param name="at">Until when data may have come after that.</param>
    private Subject Fulfilled(string cause, DateTimeOffset at) =>
    (
        from order in Deletions.Orders
        where order.Cause == cause && order.Status is not DeletionOrderStatus.Cancelled && ReachesAll(order)
        select (order.Controller, order.Category, order.Cutoff)
    ).Concat(
        from unheld in Deletions.Unheld
        where unheld.Cause == cause
        select (unheld.Controller, unheld.Category, unheld.Cutoff)
    ).Aggregate(this, (before, done) => before.Ordered(done.Controller, done.Category, done.Cutoff, at));
}
