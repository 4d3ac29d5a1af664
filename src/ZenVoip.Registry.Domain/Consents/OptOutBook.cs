using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Consents;

/// <summary>The subject's opt-outs, by number: a no that needs no consent to withdraw from.</summary>
public sealed partial record OptOutBook
{
    public ImmutableArray<OptOut> OptOuts { get; init; } = [];

    private OptOut? Find(OptOut like) => OptOuts.FirstOrDefault(known => known.IsSameNo(like));
}

/// <summary>An opt-out with its evidence.</summary>
public sealed record OptOut
{
    /// <summary>0, 1, 2, ... within the subject.</summary>
    public required int Number { get; init; }

    /// <summary>Whom it is said to; <c>*</c>: everybody on the platform.</summary>
    public required Controller Controller { get; init; }

    /// <summary>Null: the purposes that its source covers by the rulebook.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>Null: all channels.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The number of the link that it is narrowed to; null: it covers the person.</summary>
    public int? Link { get; init; }

    /// <summary>
    /// The number of the link by which it came: its digest keeps the opt-out, whoever holds it later.
    /// </summary>
    public int? Via { get; init; }

    public required OptOutSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>When the digest stopped keeping it, because its number was reassigned with evidence.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>When it stopped denying anything: one narrowed to an identifier ends with it.</summary>
    public DateTimeOffset? LiftedAt => Link is null ? null : ReleasedAt;

    public bool IsSameNo(OptOut other) => Controller == other.Controller && Purpose == other.Purpose
        && Channel == other.Channel && Link == other.Link && Via == other.Via && Source == other.Source;
}
