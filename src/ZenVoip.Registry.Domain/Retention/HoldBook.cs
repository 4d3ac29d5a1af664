using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>The open legal holds. They stack: data is free when the last that names it is released.</summary>
public sealed partial record HoldBook
{
    /// <summary>Open holds that a subject may have.</summary>
    public const int Max = 50;

    public ImmutableArray<LegalHold> Holds { get; init; } = [];

    /// <summary>The holds that keep data of this controller and category.</summary>
    public IEnumerable<LegalHold> HoldsOn(Controller controller, DataCategory category) =>
        Holds.Where(hold => hold.Keeps(controller, category));

    private LegalHold? Find(string id) => Holds.FirstOrDefault(hold => hold.Id == id);
}

/// <summary>Stops the deletion of what it names, and nothing else (GDPR art. 17(3)(e)).</summary>
public sealed record LegalHold
{
    public const int MaxReason = 1024;

    /// <summary>The reason of a hold on what is left of somebody erased: words may name a person.</summary>
    public const string Unsaid = "-";

    public required string Id { get; init; }

    /// <summary>Null: the data of every controller.</summary>
    public Controller? Controller { get; init; }

    /// <summary>May hold personal values.</summary>
    public required string Reason { get; init; }

    public required ImmutableArray<DataCategory> Categories { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public bool Keeps(Controller controller, DataCategory category) =>
        (Controller is not { } only || only == controller) && Categories.Contains(category);

    public override string ToString() => $"LegalHold({Id})";
}
