using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that it was established who asked.</summary>
/// <param name="Method">How.</param>
public sealed record VerifyRightsRequest(string RequestId, string Method) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool IsHeardDuringErasure => true;

    public override bool ReachesHolders => true;

    /// <summary>
    /// The keyed digests of the identifiers that the person has shown to be theirs, as text; <c>Subjects</c> knows
    /// their links.
    /// </summary>
    public ImmutableArray<string> Digests { get; init; } = [];

    public override string ToString() => $"VerifyRightsRequest({RequestId})";
}

/// <summary>It is established who asked, and which identifiers the request covers.</summary>
/// <param name="Links">The numbers of the links that were verified now.</param>
public sealed record RightsRequestVerified(
    string RequestId, string Method, ImmutableArray<int> Links, Timetable Timetable, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    /// <inheritdoc cref="RightsRequest.IsBeyondDoubt"/>
    public bool IsBeyondDoubt { get; init; }

    public override string ToString() => $"RightsRequestVerified({RequestId})";
}

public sealed partial record RightsBook
{
    /// <summary>
    /// More identifiers may be verified as long as it is open: it covers them from then on. What a customer instructs
    /// waits for no verification, and none narrows it.
    /// </summary>
    /// <param name="links">The numbers of the links of the command's identifiers.</param>
    public Outcome Decide(
        VerifyRightsRequest command, ImmutableArray<int> links, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } => Refusals.RequestClosed,
            { Status: RightsRequestStatus.Forwarded } or { Controller.IsCustomer: true } => Refusals.RequestStatus,
            _ when !new Evidence(command.Method).IsComplete => Refusals.EvidenceInvalid with { Field = "method" },
            { VerifiedAt: not null } known when links.All(known.Links.Contains)
                && (known.IsBeyondDoubt || !command.Digests.IsEmpty) => Outcome.NoChange,
            var request => Outcome.Accept(new RightsRequestVerified(
                request.Id,
                command.Method,
                [.. links.Except(request.Links)],
                Reckoned(request with { VerifiedAt = request.VerifiedAt ?? now }, rules),
                RecordedAt: now)
            {
                IsBeyondDoubt = command.Digests.IsEmpty,
            }),
        };

    public RightsBook Apply(RightsRequestVerified verified) => With(verified.RequestId, request => request with
    {
        Status = request.Status is RightsRequestStatus.AwaitingVerification
            ? RightsRequestStatus.InProgress
            : request.Status,
        VerifiedAt = request.VerifiedAt ?? verified.RecordedAt,
        IsBeyondDoubt = request.IsBeyondDoubt || verified.IsBeyondDoubt,
        Links = [.. request.Links, .. verified.Links],
        Timetable = verified.Timetable,
    });
}
