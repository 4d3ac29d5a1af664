using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>
/// Everything that the registry holds about a person for one controller, or the portable part of it: the answer to a
/// request for access or portability. Other parties are left out, and what was left out is said.
/// </summary>
public sealed record Export
{
    /// <summary>The version of this form; another number means another form.</summary>
    public const int CurrentForm = 2;

    /// <summary>The version of this form; another number means another form.</summary>
    public int Form { get; init; } = CurrentForm;

    /// <summary>ACCESS (GDPR art. 15): everything. PORTABILITY (art. 20): what was provided under consent or contract.
    /// </summary>
    public required RightsRequestType Right { get; init; }

    /// <summary>The registry's name for the person.</summary>
    public required string Subject { get; init; }

    /// <summary>Who decides about the processing.</summary>
    public required Controller Controller { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The version of the rules that this was written by.</summary>
    public required string RulebookVersion { get; init; }

    /// <summary>The bodies of law that apply, by name.</summary>
    public required ImmutableArray<string> Regimes { get; init; }

    /// <summary>What the person is, or was, known by.</summary>
    public required ImmutableArray<ExportedIdentifier> Identifiers { get; init; }

    /// <summary>How the person stands, or stood, to the controller.</summary>
    public required ImmutableArray<Relationship> Relationships { get; init; }

    /// <summary>Where the person was observed to live.</summary>
    public required ImmutableArray<Observation> Jurisdictions { get; init; }

    /// <summary>What the person answered when asked for consent, with the evidence.</summary>
    public required ImmutableArray<ExportedConsent> Consents { get; init; }

    /// <summary>What the person objected to or opted out of, with the evidence.</summary>
    public required ImmutableArray<ExportedOptOut> OptOuts { get; init; }

    /// <summary>For what data about the person is used, and by what right.</summary>
    public required ImmutableArray<ExportedPurpose> Purposes { get; init; }

    /// <summary>Kinds of data that holder systems have; their parts come beside this document.</summary>
    public required ImmutableArray<ExportedCategory> Categories { get; init; }

    /// <summary>What was ordered deleted, and what became of it.</summary>
    public required ImmutableArray<ExportedDeletion> Deletions { get; init; }

    /// <summary>The rights that were exercised for the person, reports of a minor too.</summary>
    public required ImmutableArray<ExportedRequest> Requests { get; init; }

    /// <summary>What processing is, or was, restricted.</summary>
    public required ImmutableArray<Restriction> Restrictions { get; init; }

    /// <summary>What holder systems were asked for, other than to delete.</summary>
    public required ImmutableArray<ExportedTask> Tasks { get; init; }

    /// <summary>Deletions that are kept back, until when and why.</summary>
    public required ImmutableArray<ExportedWithheld> Withheld { get; init; }

    /// <summary>Deletions that nobody had to carry out.</summary>
    public required ImmutableArray<ExportedUnheld> Unheld { get; init; }

    /// <summary>Deletions on demand.</summary>
    public required ImmutableArray<ExportedErasure> Erasures { get; init; }

    /// <summary>What was said before.</summary>
    public required ExportedHistory History { get; init; }

    /// <summary>What is not shown, and why.</summary>
    public required ImmutableArray<Redaction> Redactions { get; init; }
}

/// <summary>Why something is not shown.</summary>
public enum RedactionReason
{
    /// <summary>It is another person's.</summary>
    AnotherPerson,

    /// <summary>It was not shown, for this request, that it is the person's.</summary>
    NotVerified,

    /// <summary>It would tell of a legal matter, and perhaps of others in it.</summary>
    LegalMatter,
}

/// <summary>Something that is not shown.</summary>
/// <param name="What">The member of the document that it is missing in.</param>
/// <param name="Count">How many times.</param>
public sealed record Redaction(string What, RedactionReason Reason, int Count);

/// <summary>What a person is, or was, known by.</summary>
/// <param name="Number">Consents and opt-outs name it by this.</param>
/// <param name="Value">Null: it is not shown.</param>
/// <param name="Verified">The person has shown that it is theirs.</param>
/// <param name="UnlinkedAt">Null: it is theirs now.</param>
public sealed record ExportedIdentifier(
    int Number,
    IdentifierType Type,
    string? Value,
    bool Verified,
    DateTimeOffset LinkedAt,
    DateTimeOffset? UnlinkedAt,
    UnlinkReason? Reason)
{
    public override string ToString() => $"ExportedIdentifier({Number})";
}

/// <summary>An answer of the person.</summary>
public sealed record ExportedConsent
{
    public required Controller Controller { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>Null: all, or the purpose has none.</summary>
    public Channel? Channel { get; init; }

    /// <summary>
    /// The number of the identifier that it is bound to; null: the person, or one that a customer did not name.
    /// </summary>
    public int? Identifier { get; init; }

    public required ConsentStatus Status { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null: it lives until it is withdrawn.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null: it is not shown, as it came by an identifier that is not shown.</summary>
    public Evidence? Evidence { get; init; }
}

/// <summary>An opt-out of the person.</summary>
public sealed record ExportedOptOut
{
    public required Controller Controller { get; init; }

    /// <summary>Null: none was named.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>The purposes that it ends, by the rules that apply to the person now.</summary>
    public required ImmutableArray<Purpose> Covers { get; init; }

    /// <summary>Null: all.</summary>
    public Channel? Channel { get; init; }

    /// <summary>
    /// The number of the identifier that it is narrowed to; null: the person, or one that a customer did not name.
    /// </summary>
    public int? Identifier { get; init; }

    public required OptOutSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null: it stands.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Null: it is not shown, as it came by an identifier that is not shown.</summary>
    public Evidence? Evidence { get; init; }
}

/// <summary>For what data is used (GDPR art. 15(1)(a)).</summary>
/// <param name="Bases">What makes it lawful under the regimes that apply; empty: they ask for no basis.</param>
/// <param name="Citations">The rules that say so.</param>
public sealed record ExportedPurpose(
    Purpose Code, string Description, ImmutableArray<LegalBasis> Bases, ImmutableArray<string> Citations);

/// <summary>A kind of data (GDPR art. 15(1)(b) to (d), (g), 15(2)).</summary>
/// <param name="Recipients">Who receives it, by kind.</param>
/// <param name="Sources">Where it comes from.</param>
/// <param name="Transfers">Safeguards of transfers to other countries; null: it is not transferred.</param>
/// <param name="Systems">The systems that hold it.</param>
/// <param name="Retention">How long it is kept; empty: no such data was reported.</param>
public sealed record ExportedCategory(
    DataCategory Code,
    string Description,
    ImmutableArray<string> Recipients,
    ImmutableArray<string> Sources,
    string? Transfers,
    ImmutableArray<string> Systems,
    ImmutableArray<ExportedRetention> Retention);

/// <summary>How long data is kept.</summary>
/// <param name="DueAt">When it is due for deletion; null: no limit is set.</param>
/// <param name="KeepUntil">Until when a duty keeps it; null: there is none.</param>
/// <param name="Because">Why, in the rulebook's words.</param>
/// <param name="IsHeld">A legal hold stops its deletion.</param>
public sealed record ExportedRetention(
    RetentionEvent Event,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? KeepUntil,
    ImmutableArray<string> Because,
    bool IsHeld);

/// <summary>An order to delete.</summary>
public sealed record ExportedDeletion
{
    public required DataCategory Category { get; init; }

    public required string System { get; init; }

    public required DeletionOrderStatus Status { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public DeletionMethod? Method { get; init; }

    /// <summary>Null: it is not retained.</summary>
    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>The ground on which the system retains it.</summary>
    public string? Ground { get; init; }

    /// <summary>When the last backup with the data expires.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }

    /// <summary>What was created up to this is deleted.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>How many records; null: the system did not say.</summary>
    public int? Count { get; init; }

    /// <summary>What demands it: a request, or a rule of retention.</summary>
    public required string Cause { get; init; }
}
