using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>
    /// The answers that ran out, the clocks that the end of a contract or of a consent starts, and those that a new
    /// beginning stops: what was so at the last recorded instant beside what is so now. So an end that nobody reports,
    /// the expiry of a consent, is noticed by whatever is recorded next, and once.
    /// </summary>
    private ImmutableArray<SubjectEvent> Endings(Subject after, Rules rules, DateTimeOffset now) =>
    [
        .. Consents.Expired(OptOuts, RecordedAt, now),
        .. after.Relationships.Relationships.Select(known => known.Controller).Distinct()
            .SelectMany(controller => EndOfContract(controller, after, rules, now)),
        .. after.Consents.Consents.Select(known => known.Controller).Distinct()
            .Where(controller => controller != Controller.Platform)
            .SelectMany(controller => EndOfConsent(controller, after, rules, now)),
    ];

    /// <summary>What is recorded, whatever of, takes along what ended before: nothing later would notice it.</summary>
    private ImmutableArray<SubjectEvent> WithEndings(
        ImmutableArray<SubjectEvent> events, Rules rules, DateTimeOffset now) =>
        events.IsEmpty ? [] : [.. events, .. Endings(After(events), rules, now)];

    private ImmutableArray<SubjectEvent> EndOfContract(
        Controller controller, Subject after, Rules rules, DateTimeOffset now) =>
        (Relationships.ContractWith(controller), after.Relationships.ContractWith(controller)) switch
        {
            ({ IsOpen: true }, { Until: { } at, Kind: var kind }) =>
                after.Started(controller, RetentionEvent.ContractEnded, at, kind, rules, now),
            (not { IsOpen: true }, { IsOpen: true }) =>
                after.Retention.Stopped(controller, RetentionEvent.ContractEnded, now),
            _ => [],
        };

    /// <summary>The proof of consent is needed until the last of them has ended, and then for its time.</summary>
    private ImmutableArray<SubjectEvent> EndOfConsent(
        Controller controller, Subject after, Rules rules, DateTimeOffset now) =>
        (ReliesOn(controller, RecordedAt), after.ReliesOn(controller, now)) switch
        {
            (true, false) when after.Consents.EndedAt(controller, after.OptOuts, now) is { } at => after.Started(
                controller, RetentionEvent.ConsentEnded, at, after.Relationships.KindTo(controller), rules, now),
            (false, true) => after.Retention.Stopped(controller, RetentionEvent.ConsentEnded, now),
            _ => [],
        };

    private bool ReliesOn(Controller controller, DateTimeOffset now) => Consents.IsAlive(controller, OptOuts, now);

    /// <summary>A yes that was over when it was told has a proof too.</summary>
    private Outcome WithProof(Outcome decided, Rules rules, DateTimeOffset now)
    {
        if (decided is not Outcome.Accepted { Events: [ConsentAnswered { Consent: var told } yes] }
            || told.Status is not ConsentStatus.Given || ReliesOn(told.Controller, RecordedAt))
            return decided;
        var after = Apply(yes);
        return !after.ReliesOn(told.Controller, now)
            && after.Consents.EndedAt(told.Controller, OptOuts, now) is { } at
                ? new Outcome.Accepted(
                [
                    yes,
                    .. after.Started(
                        told.Controller, RetentionEvent.ConsentEnded, at, Relationships.KindTo(told.Controller), rules,
                        now),
                ])
                : decided;
    }

    private ImmutableArray<SubjectEvent> Started(
        Controller controller,
        RetentionEvent ended,
        DateTimeOffset at,
        SubjectKind kind,
        Rules rules,
        DateTimeOffset now)
    {
        var places = PlacesAt(now);
        return Retention.Started(
            controller,
            ended,
            at,
            rules.Retention.StartedBy(ended, controller, kind, places, now).Select(category =>
                (category, rules.Retention.TermsOf(category, ended, controller, kind, places, now)!)),
            now);
    }

    private ImmutableArray<Jurisdiction> PlacesAt(DateTimeOffset now) =>
        [.. Jurisdictions.At(now).Select(observation => observation.Code)];
}
