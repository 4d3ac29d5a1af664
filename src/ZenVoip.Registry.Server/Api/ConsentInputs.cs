using System.ComponentModel;
using GraphQL;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>How an answer is known.</summary>
/// <param name="Method">How it was given, such as `web-form`, `sms-keyword`, `call`: at most 128 characters.</param>
/// <param name="NoticeVersion">The version of the notice that the person saw: at most 128 characters.</param>
/// <param name="Source">Where it came from: a page, a form, a system; at most 1,024 characters.</param>
[Name("EvidenceInput")]
internal sealed record EvidenceInput(string Method, string? NoticeVersion = null, string? Source = null)
{
    internal Evidence ToDomain() => new(Method, NoticeVersion, Source);

    public override string ToString() => nameof(EvidenceInput);
}

/// <summary>What a person answered.</summary>
[Name("RecordConsentInput")]
internal sealed record RecordConsentInput
{
    /// <summary>
    /// The person. GIVEN by a PHONE, EMAIL or COOKIE is that address's: SMS by an EMAIL permits no number, by id all.
    /// </summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>
    /// Whom they answered; `*`: all on the platform, only in a no. A later yes to one stands; not after an opt-out.
    /// </summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>What their data may, or may not, be used for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>
    /// A no without a channel covers all; a yes without one is refused where the purpose has channels.
    /// </summary>
    public Channel? Channel { get; init; }

    /// <summary>GIVEN, REFUSED or WITHDRAWN; REQUESTED opens a double opt-in.</summary>
    public required ConsentStatus Status { get; init; }

    /// <summary>How it is known.</summary>
    public required EvidenceInput Evidence { get; init; }

    /// <summary>
    /// When the person answered; default: now. A no of the future is now; no yes is of a time when it was another's.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    /// <summary>
    /// A grant is refused with VERSION_CONFLICT when the subject has moved on; a no is taken all the same.
    /// </summary>
    public int? ExpectedVersion { get; init; }

    public override string ToString() => nameof(RecordConsentInput);
}

/// <summary>What many people answered.</summary>
[Name("RecordConsentsInput")]
internal sealed record RecordConsentsInput
{
    /// <summary>
    /// At most 1,000, each on its own. What does not fit its type (a time, a channel, a field left out) refuses all.
    /// </summary>
    public required RecordConsentInput[] Items { get; init; }

    public override string ToString() => nameof(RecordConsentsInput);
}

/// <summary>A no, whatever the legal basis.</summary>
[Name("RecordOptOutInput")]
internal sealed record RecordOptOutInput
{
    /// <summary>
    /// The person. Who is unknown is registered: as REQUESTER, or as END_USER of the controller that is a customer.
    /// </summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>Whom the no is said to; `*`: everybody on the platform.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    /// <summary>Without it, what the source covers by the rulebook. One without channels ignores the channel.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>Without it, all. A STOP or a block that names one is about its address that it came by.</summary>
    public Channel? Channel { get; init; }

    /// <summary>What expressed it. OPERATOR needs the scope rights:manage or registry:admin.</summary>
    public required OptOutSource Source { get; init; }

    /// <summary>How it is known.</summary>
    public required EvidenceInput Evidence { get; init; }

    /// <summary>When the person said it; the default is now, and so is a time in the future.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(RecordOptOutInput);
}
