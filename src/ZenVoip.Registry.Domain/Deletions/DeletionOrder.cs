using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>To one holder system, for one controller and category: delete what was created up to the cutoff.</summary>
public sealed record DeletionOrder
{
    public required string Id { get; init; }

    public required Controller Controller { get; init; }

    public required DataCategory Category { get; init; }

    /// <summary>The name of the holder system.</summary>
    public required string System { get; init; }

    public DeletionOrderStatus Status { get; init; } = DeletionOrderStatus.Issued;

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it escalates if it is not confirmed.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Up to and with which instant of creation.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The numbers of the subject's links that it concerns.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>
    /// What demands it: the id of a retention rule or of a rights request, or <see cref="DeletionBook.LateData"/>.
    /// </summary>
    public required string Cause { get; init; }

    /// <summary>Of late data: the erasure with which it is taken back; null: nothing takes it back.</summary>
    public string? TakenBy { get; init; }

    /// <summary>Of what was shown for the erasure after its end.</summary>
    public bool IsSinceEnd { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>The code of the rulebook's ground on which the holder retains.</summary>
    public string? Ground { get; init; }

    public DeletionMethod? Method { get; init; }

    /// <summary>How many records; null: the holder did not say.</summary>
    public int? Count { get; init; }

    /// <summary>When the last backup with the data expires; null: the holder names none.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }

    /// <summary>The order under which the holder retained the data; null: the first.</summary>
    public string? ReissueOf { get; init; }

    /// <summary>When it escalated; null: not yet.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>How often the data was ordered deleted there: 1, and one more with each re-issue.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Of the links, those by which somebody has to find data: none once it is settled.</summary>
    public ImmutableArray<int> OpenLinks => IsOpen ? Links : [];

    /// <summary>The holder owes an answer.</summary>
    public bool IsOpen => Status is
        DeletionOrderStatus.Issued or DeletionOrderStatus.Delivered or DeletionOrderStatus.Failed;

    /// <summary>For all that its system was asked before, by all that led there.</summary>
    internal DeletionOrder InPlaceOf(DeletionOrder[] before) =>
        before.Where(order => order.System == System).Aggregate(this, (now, order) => now with
        {
            Cutoff = now.Cutoff > order.Cutoff ? now.Cutoff : order.Cutoff,
            Links = [.. now.Links.Union(order.Links)],
        });
}
