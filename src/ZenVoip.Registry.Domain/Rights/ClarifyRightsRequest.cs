using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that the person was asked what they mean.</summary>
/// <param name="Question">What they were asked. May hold personal values.</param>
/// <param name="At">When; null: now.</param>
public sealed record AskForClarification(string RequestId, string Question, DateTimeOffset? At = null) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool OutlivesSubject => true;

    public override string ToString() => $"AskForClarification({RequestId})";
}

/// <summary>The person was asked what they mean. Whether the clock stands meanwhile, the timetable says.</summary>
public sealed record ClarificationAsked(
    string RequestId, string Question, DateTimeOffset At, Timetable Timetable, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    public override string ToString() => $"ClarificationAsked({RequestId})";
}

/// <summary>Says what the person answered.</summary>
/// <param name="Answer">May hold personal values.</param>
/// <param name="At">When they did; null: now.</param>
public sealed record ClarifyRightsRequest(string RequestId, string Answer, DateTimeOffset? At = null) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool OutlivesSubject => true;

    public override bool ReachesHolders => true;

    public override string ToString() => $"ClarifyRightsRequest({RequestId})";
}

/// <summary>The person said what they mean.</summary>
public sealed record RightsRequestClarified(
    string RequestId, string Answer, DateTimeOffset At, Timetable Timetable, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    public override string ToString() => $"RightsRequestClarified({RequestId})";
}

public sealed partial record RightsBook
{
    public Outcome Decide(AskForClarification command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } => Refusals.RequestClosed,
            { Status: RightsRequestStatus.AwaitingClarification } => Outcome.NoChange,
            { Status: not RightsRequestStatus.InProgress } => Refusals.RequestStatus,
            _ when !IsText(command.Question, MaxReason) => Refusals.ReasonInvalid with { Field = "question" },
            var request when Untimely(request, command.At ?? now, now) is { } untimely => untimely,
            var request when now.OrEarlier(command.At) < request.Pauses.Max(pause => pause.AnsweredAt) =>
                Refusals.TimeBeforeRequest,
            var request => Outcome.Accept(new ClarificationAsked(
                request.Id,
                command.Question,
                now.OrEarlier(command.At),
                Reckoned(Asked(request, now.OrEarlier(command.At)), rules),
                RecordedAt: now)),
        };

    public Outcome Decide(ClarifyRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } => Refusals.RequestClosed,
            { Status: RightsRequestStatus.InProgress, Pauses.IsEmpty: false } => Outcome.NoChange,
            { Status: not RightsRequestStatus.AwaitingClarification } => Refusals.RequestStatus,
            _ when !IsText(command.Answer, SubmitRightsRequest.MaxDetails) => Refusals.DetailsInvalid,
            _ when command.At > now + Instants.Ahead => Refusals.TimeInFuture,
            var request when now.OrEarlier(command.At) < request.Pauses[^1].AskedAt => Refusals.TimeBeforeRequest,
            var request => Outcome.Accept(new RightsRequestClarified(
                request.Id,
                command.Answer,
                now.OrEarlier(command.At),
                Reckoned(Answered(request, now.OrEarlier(command.At)), rules),
                RecordedAt: now)),
        };

    public RightsBook Apply(ClarificationAsked asked) => With(asked.RequestId, request =>
        Told(Asked(request, asked.At), asked.At) with
        {
            Status = RightsRequestStatus.AwaitingClarification,
            Timetable = asked.Timetable,
        });

    public RightsBook Apply(RightsRequestClarified clarified) => With(clarified.RequestId, request =>
        Answered(request, clarified.At) with
        {
            Status = RightsRequestStatus.InProgress,
            Details = request.Details.Length < MaxDetails
                ? request.Details.Add(clarified.Answer)
                : request.Details,
            Timetable = clarified.Timetable,
        });

    private static RightsRequest Asked(RightsRequest request, DateTimeOffset at) =>
        request with { Pauses = request.Pauses.Add(new Pause(at)) };

    private static RightsRequest Answered(RightsRequest request, DateTimeOffset at) => request.Pauses is [.., var last]
        ? request with { Pauses = request.Pauses.SetItem(request.Pauses.Length - 1, last with { AnsweredAt = at }) }
        : request;
}
