using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>Stops the deletion of some categories until it is released.</summary>
/// <param name="HoldId">A new id.</param>
/// <param name="Controller">Null: the data of every controller.</param>
/// <param name="Reason">May hold personal values.</param>
public sealed record PlaceLegalHold(
    string HoldId, Controller? Controller, string Reason, ImmutableArray<DataCategory> Categories) : SubjectCommand
{
    /// <summary>A court may stop an erasure that has begun, and the deletion of what a tombstone has left.</summary>
    public override bool IsHeardDuringErasure => true;

    public override bool IsNeverTooLarge => true;

    public override string ToString() => $"PlaceLegalHold({HoldId})";
}

/// <summary>A legal hold stops deletions.</summary>
public sealed record LegalHoldPlaced(LegalHold Hold, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record HoldBook
{
    /// <param name="isDefined">Whether the rulebook defines a category.</param>
    public Outcome Decide(PlaceLegalHold command, Func<DataCategory, bool> isDefined, DateTimeOffset now) =>
        command switch
        {
            { Categories.IsDefaultOrEmpty: true } => Refusals.CategoriesRequired,
            { Controller: { } one } when one == Controller.Platform => Refusals.ControllerNotAllowed,
            _ when Refusals.CategoryUnknown.OfFirst(
                command.Categories, "categories", each => !isDefined(each)) is { } unknown => unknown,
            _ when !command.Reason.IsPlainWithin(LegalHold.MaxReason) => Refusals.HoldReasonInvalid,
            _ when Find(command.HoldId) is not null => Outcome.NoChange,
            _ when Holds.Length >= Max => Refusals.HoldLimit,
            _ => Outcome.Accept(new LegalHoldPlaced(Placed(command, now), RecordedAt: now)),
        };

    public HoldBook Apply(LegalHoldPlaced placed) => new() { Holds = Holds.Add(placed.Hold) };

    private static LegalHold Placed(PlaceLegalHold command, DateTimeOffset now) => new()
    {
        Id = command.HoldId,
        Controller = command.Controller,
        Reason = command.Reason,
        Categories = [.. command.Categories.Distinct()],
        PlacedAt = now,
    };
}
