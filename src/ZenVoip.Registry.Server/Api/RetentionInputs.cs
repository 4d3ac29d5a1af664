using System.ComponentModel;
using GraphQL;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Says what happened to a category of data.</summary>
[Name("RecordActivityInput")]
internal sealed record RecordActivityInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>Whose data it is: `zenvoip`, or the account code of a customer.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>What happened. The end of a contract or of a consent that is recorded here needs no report.</summary>
    [DefaultValue(RetentionEvent.Created)]
    public required RetentionEvent Event { get; init; }

    /// <summary>What data.</summary>
    public required DataCategory Category { get; init; }

    /// <summary>When; the default is now. Not in the future. Older than what is known changes nothing.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(RecordActivityInput);
}

/// <summary>Stops the deletion of some categories until it is released.</summary>
[Name("PlaceLegalHoldInput")]
internal sealed record PlaceLegalHoldInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>Whose data it keeps; without it, every controller's.</summary>
    public string? Controller { get; init; }

    /// <summary>Why, such as a reference of the proceedings: 1 to 1,024 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>What it keeps: at least one.</summary>
    public required DataCategory[] Categories { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(PlaceLegalHoldInput);
}

/// <summary>Ends a legal hold. What became due meanwhile is ordered deleted at once, unless another hold keeps it.
/// </summary>
[Name("ReleaseLegalHoldInput")]
internal sealed record ReleaseLegalHoldInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>The hold, as `legalHolds` names it.</summary>
    [Id]
    public required string HoldId { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(ReleaseLegalHoldInput);
}

/// <summary>A holder system says that it deleted, or that it retains until a time on a ground.</summary>
[Name("ConfirmDeletionInput")]
internal sealed record ConfirmDeletionInput
{
    /// <summary>The order, of the system that the token names; an operator's names none, and may be of any.</summary>
    [Id]
    public required string OrderId { get; init; }

    /// <summary>How it was deleted; not looked at where it is retained.</summary>
    [DefaultValue(DeletionMethod.Erased)]
    public DeletionMethod? Method { get; init; }

    /// <summary>How many records were deleted; without it, the holder does not say. Not looked at where it is retained.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>When the last backup with the data expires; past, or without it, none has it. As `count`.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }

    /// <summary>
    /// Until when it is retained, in the future; without it, it is deleted. Retained already: an earlier time, or past.
    /// </summary>
    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>The ground of the rulebook on which it is retained; if it is retained already: as before.</summary>
    public string? Ground { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(ConfirmDeletionInput);
}
