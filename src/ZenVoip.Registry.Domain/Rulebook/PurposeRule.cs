using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What a person's no does to a purpose that rests on something other than consent.</summary>
public enum Objection
{
    /// <summary>Changes nothing.</summary>
    None,

    /// <summary>Only the operator (the data protection officer) may end it for a person, by naming it.</summary>
    OperatorOnly,

    /// <summary>Ends it (GDPR art. 21(1)).</summary>
    Allowed,

    /// <summary>Ends it, and nothing weighs against it (GDPR art. 21(2)-(3)).</summary>
    Absolute,
}

/// <summary>
/// What the law asks of a purpose in some regimes, optionally for some channels and kinds of people.
/// The first rule in the file's order that matches is the one.
/// </summary>
public sealed record PurposeRule : Rule
{
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>Codes of regimes.</summary>
    public required ImmutableArray<string> Regimes { get; init; }

    /// <summary>Empty: all of the purpose's channels.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>Empty: every kind of person.</summary>
    public ImmutableArray<SubjectKind> Kinds { get; init; } = [];

    /// <summary>Null: the regime asks for none.</summary>
    public LegalBasis? Basis { get; init; }

    public required bool NeedsConsent { get; init; }

    public required Objection Objection { get; init; }

    /// <summary>Goes on through a person's opt-outs, an erasure under way and the suspicion of a minor.</summary>
    public required bool IsEssential { get; init; }

    /// <summary>Goes on while processing is restricted (GDPR art. 18(2)).</summary>
    public required bool AllowedUnderRestriction { get; init; }

    /// <summary>How long a consent lives; null: no end.</summary>
    public Period? ConsentLifetime { get; init; }

    /// <summary>How long a double opt-in waits for its confirmation; null: no end.</summary>
    public Period? DoubleOptInLifetime { get; init; }

    /// <summary>When a person may be reached; null: at any hour.</summary>
    public CallingHours? CallingHours { get; init; }

    /// <summary>Codes of what goes with a PERMIT.</summary>
    public ImmutableArray<string> Obligations { get; init; } = [];

    /// <summary>Whether a person's no ends the purpose.</summary>
    public bool IsObjectable => Objection is Objection.Allowed or Objection.Absolute;

    /// <summary>
    /// Whether an opt-out can end the purpose: an essential one only by the operator, who names it, where the rule
    /// leaves it to them.
    /// </summary>
    /// <param name="named">The opt-out names this very purpose.</param>
    public bool CanBeEndedBy(OptOutSource source, bool named) =>
        !IsEssential || (named && source is OptOutSource.Operator && Objection is Objection.OperatorOnly);

    /// <summary>Whether a consent given then is alive under this rule, whatever was thought of its end then.</summary>
    public bool KeepsConsent(DateTimeOffset given, DateTimeOffset now) =>
        Instants.Lasts(ConsentLifetime?.After(given), now);

    /// <summary>How the rule contradicts itself; null: it does not.</summary>
    public string? Contradiction => this switch
    {
        { Basis: LegalBasis.Consent, NeedsConsent: false } => "the basis is CONSENT, but consent is not needed",
        { IsEssential: true, NeedsConsent: true } => "an essential purpose cannot need consent",
        { IsEssential: true, IsObjectable: true } => "an essential purpose cannot be objected to by the person",
        _ => null,
    };

    /// <param name="channel">Null: the purpose has no channels.</param>
    internal bool Matches(Channel? channel, SubjectKind kind, DateTimeOffset now) =>
        (Channels.IsEmpty || (channel is { } one && Channels.Contains(one)))
        && (Kinds.IsEmpty || Kinds.Contains(kind))
        && IsInForce(now);
}
