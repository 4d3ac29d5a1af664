using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A rule about rights requests: one that is verified names what it was compared with.</summary>
public abstract record RightsRule : Rule
{
    private protected RightsRule()
    {
    }

    /// <summary>The text that the rule was compared with; null unless it is verified.</summary>
    public string? Source { get; init; }

    /// <summary>How the rule contradicts itself; null: it does not.</summary>
    public virtual string? Contradiction => Verified != Source is not null
        ? "a verified rule names the source that it was compared with, and no other rule does"
        : null;
}

/// <summary>A rule about some rights in some regimes.</summary>
public abstract record SelectiveRightsRule : RightsRule
{
    private protected SelectiveRightsRule()
    {
    }

    /// <summary>Empty: all but <see cref="RightsRequestType.Appeal"/>.</summary>
    public ImmutableArray<RightsRequestType> Rights { get; init; } = [];

    /// <summary>Codes of regimes; empty: all.</summary>
    public ImmutableArray<string> Regimes { get; init; } = [];

    internal bool Concerns(RightsRequestType right, string regime) =>
        (Rights.IsEmpty ? right is not RightsRequestType.Appeal : Rights.Contains(right))
        && (Regimes.IsEmpty || Regimes.Contains(regime));
}

/// <summary>Until when the receipt of a request is confirmed.</summary>
public sealed record AcknowledgementRule : SelectiveRightsRule
{
    public required Term Within { get; init; }
}

/// <summary>What the clock of a request waits for.</summary>
public enum ClockStop
{
    /// <summary>It begins when the person is verified.</summary>
    Verification,

    /// <summary>It stands from the question until the person has answered it.</summary>
    Clarification,
}

/// <summary>Until when a request is answered: done, or refused, and the person told.</summary>
public sealed record AnswerRule : SelectiveRightsRule
{
    /// <summary>From the receipt on.</summary>
    public required Term Within { get; init; }

    /// <summary>
    /// By how much it may be extended, once, with a reason, if the person is told before the first term ends.
    /// Null: it may not. In the unit of <see cref="Within"/>, so that both together count from the receipt.
    /// </summary>
    public Term? Extension { get; init; }

    /// <summary>Empty: the clock never stops.</summary>
    public ImmutableArray<ClockStop> Stops { get; init; } = [];

    public override string? Contradiction => Extension is { } more && more.Unit != Within.Unit
        ? "an extension is counted as what it extends"
        : base.Contradiction;

    /// <summary>Both together, from the receipt on; null: it may not be extended.</summary>
    internal Term? Extended => Extension is { } more ? Within.Plus(more) : null;
}

/// <summary>By when the controller itself promised to answer. It counts where it is earlier than the law.</summary>
public sealed record PromiseRule : SelectiveRightsRule
{
    public required Term Within { get; init; }
}

/// <summary>Whether a right may be exercised by somebody who has not shown who they are.</summary>
public sealed record VerificationRule : SelectiveRightsRule
{
    public required bool IsNeeded { get; init; }

    /// <summary>How long a request waits for it; null where it is not needed.</summary>
    public Period? Expires { get; init; }

    public override string? Contradiction => IsNeeded != Expires is not null
        ? "what needs verification says when the wait for it ends, and nothing else does"
        : base.Contradiction;
}

/// <summary>Why a request may be refused, and perhaps data be retained that was ordered deleted.</summary>
public sealed record GroundRule : SelectiveRightsRule
{
    /// <summary>By which a refusal, or a holder system, names it: <c>LEGAL_OBLIGATION</c>.</summary>
    public required string Ground { get; init; }

    /// <summary>One sentence in words that a person understands.</summary>
    public required string Description { get; init; }

    /// <summary>A holder system may keep data on it, until a time.</summary>
    public bool Retains { get; init; }

    public override string? Contradiction => Retains && !Rights.Contains(RightsRequestType.Erasure)
        ? "what lets data be retained lets its erasure be refused"
        : base.Contradiction;
}

/// <summary>Where a person who was refused may complain.</summary>
public sealed record ComplaintAuthority : RightsRule
{
    /// <summary>Codes of regimes.</summary>
    public required ImmutableArray<string> Regimes { get; init; }

    /// <summary>With its address, as the person is told.</summary>
    public required string Name { get; init; }
}

/// <summary>A regime that lets a person appeal against a refusal.</summary>
public sealed record AppealRule : RightsRule
{
    /// <summary>Codes of regimes.</summary>
    public required ImmutableArray<string> Regimes { get; init; }

    /// <summary>Until when, from the day on which the person was told.</summary>
    public required Term Within { get; init; }
}

/// <summary>How often a right is exercised free of charge.</summary>
public sealed record FeeRule : RightsRule
{
    /// <summary>Codes of regimes.</summary>
    public required ImmutableArray<string> Regimes { get; init; }

    /// <summary>Codes of regimes that may apply as well, because they give no such right themselves.</summary>
    public ImmutableArray<string> Beside { get; init; } = [];

    /// <summary>So many requests within <see cref="Per"/> are free.</summary>
    public required int Free { get; init; }

    public required Period Per { get; init; }
}

/// <summary>How long the record of a request is kept after it was closed.</summary>
public sealed record RecordRule : RightsRule
{
    public required Period KeepFor { get; init; }
}

/// <summary>How long before a deadline a warning goes out.</summary>
public sealed record WarningRule : RightsRule
{
    /// <summary>In calendar days before the day ends on which it is due.</summary>
    public required int Days { get; init; }
}
