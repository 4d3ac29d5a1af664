namespace ZenVoip.Registry.Domain.Rights;

public sealed partial record RightsBook
{
    /// <summary>
    /// Against a refusal, also one in part, towards the same controller or the customer to whom it was sent on, where a
    /// regime of the request gives an appeal, within its time, and once.
    /// </summary>
    private Refusal? AppealFlaw(SubmitRightsRequest command, RightsTerms terms, DateTimeOffset received)
    {
        if (command.AppealOf is not { } id || Find(id) is not { IsRefused: true } refused
            || (refused.Controller != command.Controller && refused.ForwardedTo != command.Controller)
            || refused.Type is RightsRequestType.Appeal)
            return Refusals.AppealOfInvalid;
        if (refused.AppealUntil is not { } until || terms.Rules.Rights.AppealsIn(refused.Regimes, received).IsEmpty)
            return Refusals.AppealNotAvailable;
        if (received >= until)
            return Refusals.AppealTooLate;
        return Requests.Any(request => request.AppealOf == id
            && request.Status is not RightsRequestStatus.Withdrawn
            && request != OpenOf(command, terms.Ended)) ? Refusals.AppealNotAvailable : null;
    }
}
