using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>From the most lenient to the strictest.</summary>
public enum DecisionOutcome
{
    /// <summary>It may be done now.</summary>
    Permit,

    /// <summary>Not now: ask again at `deferUntil`.</summary>
    Defer,

    /// <summary>It may not be done.</summary>
    Deny,
}

/// <summary>The answer to a <see cref="Question"/>, with what it rests on.</summary>
public sealed record Decision
{
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>When a deferred question may be asked again; null unless DEFER.</summary>
    public DateTimeOffset? DeferUntil { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>What goes with a PERMIT, as codes of the rulebook.</summary>
    public ImmutableArray<string> Obligations { get; init; } = [];

    /// <summary>Null: nobody, or several people, are known by that reference.</summary>
    public string? SubjectId { get; init; }

    public int? SubjectVersion { get; init; }

    public required string RulebookVersion { get; init; }

    public required DateTimeOffset EvaluatedAt { get; init; }

    public LegalBasis? LegalBasis { get; init; }
}

/// <summary>Why: a stable code, a sentence, and the rule with its source where one was applied.</summary>
public sealed record Reason(string Code, string Message, string? Rule = null, string? Citation = null);
