using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>What becomes of the command. Pure: ids and time arrive from outside.</summary>
    /// <param name="by">The identifier that the command was addressed by; null: by subject id.</param>
    public Outcome Decide(SubjectCommand command, IdentifierDigest? by, Surroundings around, DateTimeOffset now)
    {
        if ((Untruth(command, now) ?? Hindrance(command)) is { } refusal)
            return command is RecordActivity report && refusal == Refusals.SubjectErased
                ? new Outcome.Refused(refusal, Late(report, around, now) is [_, ..] late
                    ? Closed(WithEndings(late, around.Rules, now), around, now).Events
                    : [])
                : refusal;
        return Decided(command, by, around, now) switch
        {
            Outcome.Accepted { Events: var events } when command is Elapse => Closed(events, around, now),
            Outcome.Accepted { Events: [_, ..] events } => Closed(
                [
                    .. WithEndings(events, around.Rules, now),
                    .. events.Any(happened => happened is JurisdictionObserved)
                        ? After(events).RegimesJoined(around.Rules, now)
                        : [],
                ],
                around,
                now),
            var outcome => outcome,
        };
    }

    private Outcome.Accepted Closed(
        ImmutableArray<SubjectEvent> events, Surroundings around, DateTimeOffset now) =>
        new([.. events, .. After(events).Closings(around, now)]);

    private Outcome Decided(SubjectCommand command, IdentifierDigest? by, Surroundings around, DateTimeOffset now) =>
        command switch
        {
            RegisterSubject register => Decide(register, now),
            StartRelationship start => Relationships.Decide(start, now),
            EndRelationship end => Relationships.Decide(end, now),
            LinkIdentifier link => Decide(link, now),
            UnlinkIdentifier unlink => Identifiers.Decide(unlink, now),
            ObserveJurisdiction observe => Jurisdictions.Decide(observe, now),
            RecordConsent { SaysNo: true } no => Decide(
                no with { Purpose = Heard(no.Purpose, around.Rules) }, Identifiers.Holds(by), around.Rules, now),
            RecordConsent yes => Decide(yes, Identifiers.Holds(by), around.Rules, now),
            RecordOptOut { Purpose: { } named } no => Decide(
                no with { Purpose = Heard(named, around.Rules) }, Identifiers.Holds(by), around.Rules, now),
            RecordOptOut no => Decide(no, Identifiers.Holds(by), around.Rules, now),
            RecordActivity activity => Decide(activity, around, now),
            PlaceLegalHold hold => Decide(hold, around, now),
            ReleaseLegalHold release => Decide(release, around, now),
            Elapse => Decide(Endings(this, around.Rules, now), around, now),
            ConfirmDeletion confirm => Deletions.Decide(
                confirm, ground => around.Rules.Rights.IsGroundToRetain(ground, now), now),
            NoteDelivery note => Deletions.Decide(note, now),
            CompleteTask complete => Deletions.Decide(complete, now),
            NoteKeysDestroyed note => Decide(note, now),
            _ => Carried(command, by, around, now),
        };

    /// <summary>What holds for all commands alike: an ended subject hears a no, and what belongs to its end.</summary>
    private Refusal? Hindrance(SubjectCommand command) => Status switch
    {
        _ when !IsRegistered && command is not RegisterSubject => Refusals.SubjectNotFound,
        _ when command.OutlivesSubject => null,
        SubjectStatus.Erasing when command.IsHeardDuringErasure || IsOfErased(command) is false => null,
        SubjectStatus.Erased when command is PlaceLegalHold && IsWaitingForDeletion => null,
        SubjectStatus.Erasing or SubjectStatus.Erased => Refusals.SubjectErased,
        SubjectStatus.Merged => Refusals.SubjectMerged,
        _ when IsOfErased(command) is true => Refusals.SubjectErased,
        _ => null,
    };

    /// <summary>
    /// Whether it would give back to a controller what its erasure takes, or has taken since; null: it does not say
    /// that somebody has the person.
    /// </summary>
    private bool? IsOfErased(SubjectCommand command) => command switch
    {
        RecordConsent yes => Deletions.Takes(yes.Controller, yes.At),
        StartRelationship start => Deletions.Takes(start.Controller, start.At),
        RecordActivity report => Deletions.Takes(report.Controller, report.At),
        _ => null,
    };

    private Outcome Decide(LinkIdentifier command, DateTimeOffset now) =>
        (Identifiers.Decide(command, now), command.Identifier.Region) switch
        {
            (Outcome.Accepted { Events: [IdentifierLinked linked] }, { } region) =>
                new Outcome.Accepted([linked, .. Observed(region, now)]),
            (var outcome, _) => outcome,
        };

    private ImmutableArray<SubjectEvent> Observed(Jurisdiction region, DateTimeOffset now) =>
        Jurisdictions.Decide(new ObserveJurisdiction(region, JurisdictionSource.PhonePrefix), now) switch
        {
            Outcome.Accepted { Events: var events } => events,
            _ => [],
        };

    private Outcome Decide(RecordConsent command, Link? by, Rules rules, DateTimeOffset now)
    {
        if (!command.SaysNo && command.Controller == Controller.Platform)
            return Refusals.ControllerNotAllowed;
        if (Tombstone is not null)
            return Decide(command.AsOptOut(), by, rules, now);
        var said = command with { Channel = rules.ChannelOf(command.Purpose, command.Channel) };
        var bound = !said.SaysNo && by is { } link && link.Identifier.Type.BindsConsent(said.Channel)
            ? link.Number
            : (int?)null;
        return WithProof(Consents.Decide(said, bound, by?.Number, TermsOf(said, rules, now), now), rules, now);
    }

    /// <summary>What no rule knows is kept by its name only so often, whatever names it.</summary>
    private Purpose Heard(Purpose said, Rules rules) => rules.Heard([said], NamedPurposes)[0];

    private IEnumerable<Purpose> NamedPurposes => AnsweredPurposes.Concat(Rights.NamedPurposes);

    private IEnumerable<Purpose> AnsweredPurposes => Consents.Consents.Select(known => known.Purpose)
        .Concat(OptOuts.OptOuts.Select(known => known.Purpose).OfType<Purpose>());

    /// <summary>A no to a tombstone is kept by its digests, and names nobody.</summary>
    private Outcome Decide(RecordOptOut command, Link? by, Rules rules, DateTimeOffset now)
    {
        var said = command with
        {
            Channel = ChannelOf(command, rules),
            Evidence = Tombstone is null ? command.Evidence : command.Evidence.WithoutPerson(),
        };
        return OptOuts.Decide(said, Narrowed(by, said), by?.Number, now);
    }

    /// <summary>
    /// The purpose's, and none of a signal against sale, which means just that, by whatever it came. With a channel on
    /// record, only the addresses of that channel would keep the no when they leave.
    /// </summary>
    private static Channel? ChannelOf(RecordOptOut command, Rules rules) => command switch
    {
        { Purpose: { } purpose } => rules.ChannelOf(purpose, command.Channel),
        { Source: OptOutSource.Gpc or OptOutSource.SaleOptOut } => null,
        _ => command.Channel,
    };

    /// <summary>
    /// A no covers the person. Only a STOP and an operator's block are about an address: the one of their channel that
    /// they came by. (A grant is bound to what it came by; a no must never be narrower than it was meant.)
    /// </summary>
    private static int? Narrowed(Link? by, RecordOptOut command) =>
        by is { } link && command.Source is OptOutSource.Stop or OptOutSource.Operator
            && link.Identifier.Type.Narrows(command.Channel) ? link.Number : null;

    /// <summary>The shortest lifetime over all regimes that apply to the subject.</summary>
    private ConsentTerms TermsOf(RecordConsent command, Rules rules, DateTimeOffset now)
    {
        if (rules.Find(command.Purpose) is not { } purpose)
            return new ConsentTerms(IsDefined: false, [], Lifetime: null);
        if (!purpose.Channels.IsEmpty && (command.Channel is not { } named || !purpose.Channels.Contains(named)))
            return new ConsentTerms(IsDefined: true, purpose.Channels, Lifetime: null);
        return new ConsentTerms(IsDefined: true, purpose.Channels, rules.ConsentLifetime(
            command.Purpose,
            command.Channel,
            Relationships.KindTo(command.Controller),
            command.Status,
            rules.RegimesOf(PlacesAt(now)),
            now));
    }
}
