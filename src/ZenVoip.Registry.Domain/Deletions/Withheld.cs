using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>
/// A deletion that a duty or a hold keeps back, or of data that was reported late while the holders were asked already.
/// It fires by itself when that ends.
/// </summary>
public sealed record Withheld
{
    /// <summary>0, 1, 2, ... within the subject.</summary>
    public required int Number { get; init; }

    public required Controller Controller { get; init; }

    public required DataCategory Category { get; init; }

    /// <summary>
    /// When the duty ends; null: as long as a legal hold keeps it, or holders are asked already.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The id of the rule, <see cref="Hold"/> or <see cref="Late"/>.</summary>
    public required string Because { get; init; }

    /// <summary>Up to and with which instant of creation.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The duty keeps only what was created after this; null: all of it.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The numbers of the subject's links that it concerns.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>What demands it: the id of a retention rule or of a rights request.</summary>
    public required string Cause { get; init; }

    /// <summary>Of late data: the erasure with which it is taken back; null: nothing takes it back.</summary>
    public string? TakenBy { get; init; }

    /// <summary>
    /// Of what was shown for the erasure after its end. Not what a law keeps: that goes in its time, whatever
    /// becomes of the demand.
    /// </summary>
    public bool IsSinceEnd { get; init; }

    public required DateTimeOffset WithheldAt { get; init; }

    /// <summary>Stands for all legal holds: which they are, the book of holds knows.</summary>
    public const string Hold = "HOLD";

    /// <summary>No law keeps it: it was reported late, and holders are asked from time to time.</summary>
    public const string Late = "LATE";

    public bool IsHeld => Because == Hold;

    public bool IsLate => Because == Late;

    /// <summary>Where a rule keeps all of a category, the newest data is waited for: then all goes.</summary>
    internal bool WaitsLike(Withheld other) => Because == other.Because
        && (Until == other.Until || (After is null && other.After is null));

    /// <summary>The other, of the same wait, keeps nothing besides.</summary>
    internal bool Covers(Withheld other) => Cutoff >= other.Cutoff && !(Until < other.Until)
        && (After is null || After <= other.After)
        && other.Links.All(link => Links.Contains(link));

    /// <summary>The same wait, reaching further by now, keeps all that the one before kept.</summary>
    internal Withheld InPlaceOf(Withheld before) => this with
    {
        Until = Until < before.Until ? before.Until : Until,
        Cutoff = Cutoff > before.Cutoff ? Cutoff : before.Cutoff,
        After = before.After is null || before.After < After ? before.After : After,
        Links = [.. Links.Union(before.Links)],
    };
}

public sealed partial record DeletionBook
{
    /// <summary>
    /// What a law keeps of one wish, it keeps of every other, also where no clock tells of it any more.
    /// </summary>
    internal IEnumerable<Duty> Duties => Withheld.Where(withheld => withheld.Until is not null).Select(withheld =>
        new Duty(withheld.Controller, withheld.Category, withheld.After, withheld.Until!.Value, withheld.Because));

    /// <summary>What the cause was to delete: it is ordered, nobody holds it, or it is kept back.</summary>
    internal ImmutableArray<DataCategory> CategoriesOf(string cause) =>
    [
        .. Orders.Where(order => order.Cause == cause).Select(order => order.Category)
            .Concat(Unheld.Where(unheld => unheld.Cause == cause).Select(unheld => unheld.Category))
            .Concat(Withheld.Where(withheld => withheld.Cause == cause).Select(withheld => withheld.Category))
            .Distinct(),
    ];
}

/// <summary>Nobody holds data of the category, so nobody is asked to delete it.</summary>
public sealed record Unheld(
    Controller Controller, DataCategory Category, DateTimeOffset Cutoff, string Cause, DateTimeOffset At);
