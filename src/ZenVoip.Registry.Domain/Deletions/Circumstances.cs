using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What is to be deleted.</summary>
/// <param name="Cutoff">Up to and with which instant of creation.</param>
/// <param name="Cause">The id of a retention rule or of a rights request, or <see cref="DeletionBook.LateData"/>.
/// </param>
/// <param name="Links">The numbers of the subject's links that it concerns.</param>
public sealed record Wish(
    Controller Controller, DataCategory Category, DateTimeOffset Cutoff, string Cause, ImmutableArray<int> Links)
{
    /// <summary>
    /// It was reported late. What was ordered for it is not ordered again, also where it is settled by now, and what
    /// comes fast is noted to be ordered together.
    /// </summary>
    public bool IsLate { get; init; }

    /// <summary>Of late data: the erasure with which it is taken back; null: nothing takes it back.</summary>
    public string? TakenBy { get; init; }

    /// <summary>It was shown for the erasure after that had ended. A demand that is taken back takes it back.
    /// </summary>
    public bool IsSinceEnd { get; init; }
}

/// <summary>A law keeps data, also against an erasure request.</summary>
/// <param name="After">Only data that was created after this; null: all of the category.</param>
/// <param name="KeepUntil">When the duty ends.</param>
/// <param name="Rule">The id of the rule.</param>
public sealed record Duty(
    Controller Controller, DataCategory Category, DateTimeOffset? After, DateTimeOffset KeepUntil, string Rule);

/// <summary>A legal hold keeps data of a category.</summary>
/// <param name="Controller">Null: of every controller.</param>
public sealed record Held(Controller? Controller, DataCategory Category);

/// <summary>All that stands in the way of deletions, and who carries them out.</summary>
public sealed record Circumstances(
    ImmutableArray<Duty> Duties, ImmutableArray<Held> Holds, ImmutableArray<HolderSystem> Systems)
{
    /// <summary>Until when holders may retain on a ground, as the rulebook stands; null: no end is known.</summary>
    public Func<string, DateTimeOffset?> GroundUntil { get; init; } = _ => null;

    /// <summary>
    /// Until when holders' parts of an export are wanted, by the id of the request; null: it is open.
    /// </summary>
    public Func<string, DateTimeOffset?> PartsUntil { get; init; } = _ => null;

    /// <summary>False: nobody knows what the rulebook says by now.</summary>
    public bool IsRuled { get; init; } = true;

    public bool IsHeld(Controller controller, DataCategory category) => Holds.Any(held =>
        held.Category == category && (held.Controller is not { } only || only == controller));

    public IEnumerable<HolderSystem> HoldersOf(DataCategory category) =>
        Systems.Where(system => system.Categories.Contains(category));

    internal IEnumerable<Duty> DutiesOn(Controller controller, DataCategory category, DateTimeOffset now) =>
        Duties.Where(duty => duty.Controller == controller && duty.Category == category && duty.KeepUntil > now);
}
