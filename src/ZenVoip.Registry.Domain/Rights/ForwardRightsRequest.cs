using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>
/// Says that a request went to the customer who answers for it, and that the person was told so: also of one that was
/// sent to ZenVoIP by mistake.
/// </summary>
public sealed record ForwardRightsRequest(string RequestId, Controller To, DateTimeOffset NotifiedAt) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool OutlivesSubject => true;

    public override bool ReachesHolders => true;
}

/// <summary>The request is with the customer who answers for it, and the person knows.</summary>
public sealed record RightsRequestForwarded(
    string RequestId, Controller To, DateTimeOffset NotifiedAt, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt)
{
    /// <summary>No verification is waited for any more; null in older journals: as before.</summary>
    public Timetable? Timetable { get; init; }
}

public sealed partial record RightsBook
{
    public Outcome Decide(ForwardRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } => Refusals.RequestClosed,
            { ForwardToldAt: not null } known when known.ForwardedTo == command.To => Outcome.NoChange,
            // What a customer asks for itself is not sent back to it.
            { Controller.IsCustomer: true, ForwardedTo: null } => Refusals.RequestStatus,
            var request when !CanAnswer(command.To, request) => Refusals.ForwardInvalid,
            { ForwardToldAt: not null } => Refusals.RequestStatus,
            var request when Untimely(request, command.NotifiedAt, now) is { } untimely => untimely,
            var request => Outcome.Accept(new RightsRequestForwarded(
                command.RequestId, command.To, now.OrEarlier(command.NotifiedAt), RecordedAt: now)
            {
                Timetable = Reckoned(request with { ForwardedTo = command.To }, rules),
            }),
        };

    /// <summary>What the customer has already told ZenVoIP to work goes on.</summary>
    public RightsBook Apply(RightsRequestForwarded forwarded) => With(forwarded.RequestId, request =>
        Told(request, forwarded.NotifiedAt) with
        {
            Status = request.ForwardedTo is null ? RightsRequestStatus.Forwarded : request.Status,
            ForwardedTo = forwarded.To,
            ForwardToldAt = forwarded.NotifiedAt,
            Timetable = forwarded.Timetable ?? request.Timetable,
        });

    private static bool CanAnswer(Controller to, RightsRequest request) => to.IsCustomer
        && (request.Controller == to
            || (request.Controller == Controller.ZenVoip && request.Type is not RightsRequestType.MinorReport));
}
