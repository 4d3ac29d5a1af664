using System.ComponentModel;
using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;

namespace ZenVoip.Registry.Server.Api;

/// <summary>What to do when an identifier belongs to somebody already.</summary>
internal enum OnTaken
{
    /// <summary>Refuse with IDENTIFIER_TAKEN.</summary>
    Refuse,

    /// <summary>
    /// Find or create: the owner as they are, nothing is added. ACCOUNT and IP count only where nothing else is given.
    /// </summary>
    ReturnOwner,
}

/// <summary>Makes a person known.</summary>
[Name("RegisterSubjectInput")]
internal sealed record RegisterSubjectInput
{
    /// <summary>How the person stands to the controller.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>`zenvoip`; for an END_USER, the account code of the customer.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>Where the person says that they live.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>What the person is known by: at most 200.</summary>
    public IdentifierInput[]? Identifiers { get; init; }

    /// <summary>What to do when an identifier belongs to somebody already.</summary>
    [DefaultValue(Api.OnTaken.Refuse)]
    public required OnTaken OnTaken { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(RegisterSubjectInput);
}

/// <summary>Says that an identifier is a person's.</summary>
[Name("LinkIdentifierInput")]
internal sealed record LinkIdentifierInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>What is theirs.</summary>
    public required IdentifierInput Identifier { get; init; }

    /// <summary>The person has shown that it is theirs.</summary>
    [DefaultValue(false)]
    public bool? Verified { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(LinkIdentifierInput);
}

/// <summary>Says that an identifier is no longer a person's. Grants bound to it end; opt-outs stay with it.</summary>
[Name("UnlinkIdentifierInput")]
internal sealed record UnlinkIdentifierInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>What is theirs no longer.</summary>
    public required IdentifierInput Identifier { get; init; }

    /// <summary>Why.</summary>
    [DefaultValue(UnlinkReason.Changed)]
    public required UnlinkReason Reason { get; init; }

    /// <summary>Since when; the default is now. Not in the future, not before it was linked.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How it is known. REASSIGNED with evidence frees the number of the person's opt-outs.</summary>
    public EvidenceInput? Evidence { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(UnlinkIdentifierInput);
}

/// <summary>Says where a person was observed to live.</summary>
[Name("SetJurisdictionInput")]
internal sealed record SetJurisdictionInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>Where.</summary>
    public required Jurisdiction Jurisdiction { get; init; }

    /// <summary>
    /// What it was observed from. OPERATOR removes what was observed before: by rights:manage or registry:admin only.
    /// </summary>
    public required JurisdictionSource Source { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(SetJurisdictionInput);
}

/// <summary>How a person stands to a controller.</summary>
[Name("RelationshipInput")]
internal sealed record RelationshipInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>`zenvoip`; for an END_USER, the account code of the customer.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>How the person stands to the controller.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>Since, or until, when; the default is now. Not in the future.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(RelationshipInput);
}
