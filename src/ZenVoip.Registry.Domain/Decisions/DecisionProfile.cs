using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>
/// What a decision needs to know of a subject, and nothing that identifies: facts, not conclusions.
/// Stored beside the subject in the same statement, so that a decision is a function of committed rows.
/// </summary>
public sealed record DecisionProfile
{
    public required SubjectStatus Status { get; init; }

    /// <summary>Reported to be under the age limit and not yet cleared.</summary>
    public bool SuspectedMinor { get; init; }

    /// <summary>The open relationships.</summary>
    public ImmutableArray<Standing> Relationships { get; init; } = [];

    /// <summary>All jurisdictions that were observed, whatever their source, expired ones too.</summary>
    public ImmutableArray<ObservedIn> Jurisdictions { get; init; } = [];

    /// <summary>The open links.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    public ImmutableArray<Answer> Answers { get; init; } = [];

    public ImmutableArray<No> OptOuts { get; init; } = [];

    public ImmutableArray<Limit> Restrictions { get; init; } = [];
}

/// <summary>An open relationship.</summary>
public sealed record Standing(Controller Controller, SubjectKind Kind)
{
    /// <summary>
    /// The strongest with the controller; without one, what a stranger would be. One that cannot be, such as a
    /// CUSTOMER of a customer in older data, counts for nothing.
    /// </summary>
    public static SubjectKind KindTo(Controller controller, ReadOnlySpan<Standing> standings)
    {
        SubjectKind? strongest = null;
        foreach (var (towards, kind) in standings)
        {
            if (towards == controller && kind.IsTowards(controller) && (strongest is null || kind > strongest))
                strongest = kind;
        }

        return strongest ?? (controller == Controller.ZenVoip ? SubjectKind.Visitor : SubjectKind.EndUser);
    }
}

/// <summary>A jurisdiction that counts until it expires.</summary>
public sealed record ObservedIn(Jurisdiction Code, DateTimeOffset? ExpiresAt)
{
    public bool CountsAt(DateTimeOffset now) => Instants.Lasts(ExpiresAt, now);
}

/// <summary>An open link, by its number within the subject.</summary>
public sealed record Address(int Link, IdentifierType Type);

/// <summary>The newest answer for one (controller, purpose, channel, link).</summary>
/// <param name="Controller"><c>*</c>: everybody (a no).</param>
/// <param name="Channel">Null: all channels (a no), or a purpose without channels.</param>
/// <param name="Link">The link that it is bound to; null: the person.</param>
public sealed record Answer(
    Controller Controller,
    Purpose Purpose,
    Channel? Channel,
    int? Link,
    ConsentStatus Status,
    DateTimeOffset At,
    DateTimeOffset? ExpiresAt);

/// <summary>An opt-out. One that was lifted is narrowed to a link that is no longer open.</summary>
/// <param name="Purpose">Null: the purposes that its source covers.</param>
/// <param name="Channel">Null: all channels.</param>
/// <param name="Link">The link that it is narrowed to; null: the person.</param>
public sealed record No(
    Controller Controller,
    Purpose? Purpose,
    Channel? Channel,
    int? Link,
    OptOutSource Source,
    DateTimeOffset At);

/// <summary>A restriction of processing that is open (GDPR art. 18).</summary>
public sealed record Limit(Controller Controller, string Ground)
{
    /// <summary>Empty: all that the rulebook does not allow under a restriction.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    public bool Covers(Purpose purpose) => Purposes.IsEmpty || Purposes.Contains(purpose);
}
