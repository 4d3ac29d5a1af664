using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>A deletion that a duty or a hold keeps back. It fires by itself when that ends.</summary>
public sealed record Withheld
{
    /// <summary>0, 1, 2, ... within the subject.</summary>
    public required int Number { get; init; }

    public required Controller Controller { get; init; }

    public required DataCategory Category { get; init; }

    /// <summary>When the duty ends; null: as long as a legal hold keeps it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The id of the rule, or <see cref="Hold"/>.</summary>
    public required string Because { get; init; }

    /// <summary>Up to and with which instant of creation.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The numbers of the subject's links that it concerns.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>What demands it: the id of a retention rule or of a rights request.</summary>
    public required string Cause { get; init; }

    public required DateTimeOffset WithheldAt { get; init; }

    /// <summary>Stands for all legal holds: which they are, the book of holds knows.</summary>
    public const string Hold = "HOLD";

    public bool IsHeld => Until is null;

    internal bool IsSameWait(Withheld other) => Controller == other.Controller && Category == other.Category
        && Until == other.Until && Because == other.Because && Cause == other.Cause;
}

/// <summary>Nobody holds data of the category, so nobody is asked to delete it.</summary>
public sealed record Unheld(
    Controller Controller, DataCategory Category, DateTimeOffset Cutoff, string Cause, DateTimeOffset At);
