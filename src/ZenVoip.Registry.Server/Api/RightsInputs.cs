using System.ComponentModel;
using GraphQL;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Exercises a right.</summary>
[Name("SubmitRightsRequestInput")]
internal sealed record SubmitRightsRequestInput
{
    /// <summary>
    /// The person. Who is unknown is registered: as REQUESTER, or as END_USER of the controller that is a customer.
    /// </summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>Of whom it is asked: a customer's is sent on to it. `*`: everybody on the platform, only in a no.
    /// </summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>The right. OBJECTION and OPT_OUT_OF_SALE are a no: nothing refuses them.</summary>
    public required RightsRequestType Type { get; init; }

    /// <summary>How it came; SIGNAL is one of the browser, such as GPC.</summary>
    public required RequestManner Manner { get; init; }

    /// <summary>Who asks for the person. CONTROLLER is the customer named, and its request is worked at once.</summary>
    [DefaultValue(RequesterRole.Self)]
    public required RequesterRole Requester { get; init; }

    /// <summary>What an objection or a restriction is about; without any, all. Refused with ERASURE.</summary>
    public Purpose[]? Purposes { get; init; }

    /// <summary>Over what an objection is; without any, over all. Refused with ERASURE.</summary>
    public Channel[]? Channels { get; init; }

    /// <summary>What data it is about; without any, all.</summary>
    public DataCategory[]? Categories { get; init; }

    /// <summary>Of an APPEAL: the request that was refused.</summary>
    [Id]
    public string? AppealOf { get; init; }

    /// <summary>
    /// When it reached the controller; default: now. Deadlines count from it. Before 25 May 2018 is that day.
    /// </summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>What the person wrote: 1 to 4,096 characters.</summary>
    public string? Details { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on; a no is taken all the same.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(SubmitRightsRequestInput);
}

/// <summary>Says that it was established who asked.</summary>
[Name("VerifyRightsRequestInput")]
internal sealed record VerifyRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>How, such as `login` or `passport`: at most 128 characters.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Shown to be theirs now, at most 1,000; none: all. Only they are covered; of an ERASURE by all, past ones too.
    /// </summary>
    public IdentifierInput[]? Identifiers { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(VerifyRightsRequestInput);
}

/// <summary>Says that the person was told that their request was received.</summary>
[Name("AcknowledgeRightsRequestInput")]
internal sealed record AcknowledgeRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>When; the default is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(AcknowledgeRightsRequestInput);
}

/// <summary>Says that the person was asked what they mean.</summary>
[Name("AskForClarificationInput")]
internal sealed record AskForClarificationInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>What they were asked: 1 to 1,024 characters.</summary>
    public required string Question { get; init; }

    /// <summary>When; the default is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(AskForClarificationInput);
}

/// <summary>Says what the person answered.</summary>
[Name("ClarifyRightsRequestInput")]
internal sealed record ClarifyRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>What they answered: 1 to 4,096 characters.</summary>
    public required string Answer { get; init; }

    /// <summary>When; the default is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(ClarifyRightsRequestInput);
}

/// <summary>Says that the person was told that, and why, it takes longer.</summary>
[Name("ExtendRightsRequestInput")]
internal sealed record ExtendRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>Why: 1 to 1,024 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>When the person was told: not in the future, not before the request.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(ExtendRightsRequestInput);
}

/// <summary>Says that the request went to the customer who answers for it, and that the person was told.</summary>
[Name("ForwardRightsRequestInput")]
internal sealed record ForwardRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>The account code of the customer.</summary>
    public required string To { get; init; }

    /// <summary>When the person was told: not in the future, not before the request.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(ForwardRightsRequestInput);
}

/// <summary>Says that it is done, and that the person was told.</summary>
[Name("CompleteRightsRequestInput")]
internal sealed record CompleteRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>When the person was told: not in the future, not before the request.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>What they were told: 1 to 1,024 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The ground of the rulebook of what was not done; without it, all was.</summary>
    public string? Ground { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(CompleteRightsRequestInput);
}

/// <summary>Says that it is refused, and that the person was told why and where to complain.</summary>
[Name("RefuseRightsRequestInput")]
internal sealed record RefuseRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>The ground of the rulebook: one that every law of the person knows.</summary>
    public required string Ground { get; init; }

    /// <summary>When the person was told: not in the future, not before the request.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>What they were told: 1 to 1,024 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(RefuseRightsRequestInput);
}

/// <summary>Says that the person took the request back.</summary>
[Name("WithdrawRightsRequestInput")]
internal sealed record WithdrawRightsRequestInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(WithdrawRightsRequestInput);
}

/// <summary>Says that the reported person is a minor: their data is deleted.</summary>
[Name("ConfirmMinorInput")]
internal sealed record ConfirmMinorInput
{
    /// <summary>The MINOR_REPORT.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>How it was established: at most 128 characters.</summary>
    public required string Method { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(ConfirmMinorInput);
}

/// <summary>Ends a restriction that a person had asked for, who was told before.</summary>
[Name("LiftRestrictionInput")]
internal sealed record LiftRestrictionInput
{
    /// <summary>The RESTRICTION that was completed.</summary>
    [Id]
    public required string RequestId { get; init; }

    /// <summary>When the person was told: not in the future, not before the request.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(LiftRestrictionInput);
}
