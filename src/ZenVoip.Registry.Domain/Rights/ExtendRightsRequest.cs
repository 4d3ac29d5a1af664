using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that the person was told that, and why, it takes longer.</summary>
/// <param name="Reason">May hold personal values.</param>
public sealed record ExtendRightsRequest(string RequestId, string Reason, DateTimeOffset NotifiedAt) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool OutlivesSubject => true;

    public override string ToString() => $"ExtendRightsRequest({RequestId})";
}

/// <summary>The request may take longer, and the person knows why.</summary>
public sealed record RightsRequestExtended(
    string RequestId, string Reason, DateTimeOffset NotifiedAt, Timetable Timetable, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    public override string ToString() => $"RightsRequestExtended({RequestId})";
}

public sealed partial record RightsBook
{
    /// <summary>
    /// Once, with a reason, where every regime that would be late gives an extension, and if the person was told
    /// before the law's first term was over (GDPR art. 12(3), 11 CCR 7021(b), Tenn. Code Ann. 47-18-3304(b)).
    /// </summary>
    public Outcome Decide(ExtendRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } => Refusals.RequestClosed,
            { ExtendedAt: { } at } known when at == now.OrEarlier(command.NotifiedAt)
                && known.ExtensionReason == command.Reason => Outcome.NoChange,
            { ExtendedAt: not null } => Refusals.ExtensionUsed,
            _ when !IsText(command.Reason, MaxReason) => Refusals.ReasonInvalid,
            var request when Untimely(request, command.NotifiedAt, now) is { } untimely => untimely,
            var request => Extended(request, command, rules, now),
        };

    public RightsBook Apply(RightsRequestExtended extended) => With(extended.RequestId, request =>
        Told(request, extended.NotifiedAt) with
        {
            ExtendedAt = extended.NotifiedAt,
            ExtensionReason = extended.Reason,
            Timetable = extended.Timetable,
        });

    private static Outcome Extended(
        RightsRequest request, ExtendRightsRequest command, RightsRules rules, DateTimeOffset now)
    {
        var told = now.OrEarlier(command.NotifiedAt);
        var timetable = Reckoned(request with { ExtendedAt = told }, rules);
        return timetable switch
        {
            _ when IsLonger(timetable) => Outcome.Accept(
                new RightsRequestExtended(request.Id, command.Reason, told, timetable, RecordedAt: now)),
            _ when IsLonger(Reckoned(request with { ExtendedAt = request.ReceivedAt }, rules)) =>
                Refusals.ExtensionTooLate,
            _ => Refusals.ExtensionNotAllowed,
        };
    }

    private static bool IsLonger(Timetable timetable) => timetable.Extended!.On > timetable.Answer.On;
}
