using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>An answer of a person, with its evidence.</summary>
[Name("Consent")]
[Scope(Scopes.SubjectsRead)]
internal sealed class ConsentRecord(Consent consent, Link? link, DateTimeOffset now)
{
    /// <summary>The identifier that it is bound to; null: the person.</summary>
    public LinkedIdentifier? Identifier => link is null ? null : new LinkedIdentifier(link);

    /// <summary>Whom it was given to, or refused; `*`: everybody on the platform (only a no).</summary>
    public string Controller => consent.Controller.Value;

    /// <summary>What the data may be used for.</summary>
    public Purpose Purpose => consent.Purpose;

    /// <summary>Null: all channels (only a no), or a purpose without channels.</summary>
    public Channel? Channel => consent.Channel;

    /// <summary>What stands of it now: EXPIRED follows from the clock.</summary>
    public ConsentStatus Status => consent.StatusAt(now);

    /// <summary>When the person answered.</summary>
    public DateTimeOffset At => consent.At;

    /// <summary>When the registry recorded it.</summary>
    public DateTimeOffset RecordedAt => consent.RecordedAt;

    /// <summary>When it runs out; null: it does not.</summary>
    public DateTimeOffset? ExpiresAt => consent.ExpiresAt;

    /// <summary>How it is known.</summary>
    public EvidenceRecord? Evidence => new(consent.Evidence);
}

/// <summary>A no that needs no consent to withdraw from.</summary>
[Name("OptOut")]
[Scope(Scopes.SubjectsRead)]
internal sealed class OptOutRecord(OptOut optOut, Link? link)
{
    /// <summary>Whom it is said to; `*`: everybody on the platform.</summary>
    public string Controller => optOut.Controller.Value;

    /// <summary>The identifier that it is narrowed to; null: it covers the person.</summary>
    public LinkedIdentifier? Identifier => link is null ? null : new LinkedIdentifier(link);

    /// <summary>Null: the purposes that its source covers, by the rulebook.</summary>
    public Purpose? Purpose => optOut.Purpose;

    /// <summary>Null: all channels.</summary>
    public Channel? Channel => optOut.Channel;

    /// <summary>What expressed it.</summary>
    public OptOutSource Source => optOut.Source;

    /// <summary>When the person said it.</summary>
    public DateTimeOffset At => optOut.At;

    /// <summary>
    /// When its identifier was proven to be another's. A later yes lifts nothing: it takes back what it answers.
    /// </summary>
    public DateTimeOffset? LiftedAt => optOut.LiftedAt;

    /// <summary>How it is known.</summary>
    public EvidenceRecord Evidence => new(optOut.Evidence);
}

/// <summary>How an answer is known.</summary>
[Name("Evidence")]
[Scope(Scopes.SubjectsRead)]
internal sealed class EvidenceRecord(Evidence evidence)
{
    /// <summary>How the answer was given, such as `web-form`, `sms-keyword`, `call`.</summary>
    public string Method => evidence.Method;

    /// <summary>The version of the notice that the person saw.</summary>
    public string? NoticeVersion => evidence.NoticeVersion;

    /// <summary>Where it came from: a page, a form, a system.</summary>
    public string? Source => evidence.Source;
}
