namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What is ordered, kept back and taken back as one.</summary>
/// <param name="TakenBy">Of late data, the erasure with which it is taken back.</param>
/// <param name="IsSinceEnd">It was shown for the erasure after that had ended.</param>
internal readonly record struct Strand(
    Controller Controller, DataCategory Category, string Cause, string? TakenBy, bool IsSinceEnd)
{
    public static Strand Of(DeletionOrder order) =>
        new(order.Controller, order.Category, order.Cause, order.TakenBy, order.IsSinceEnd);

    public static Strand Of(Withheld withheld) =>
        new(withheld.Controller, withheld.Category, withheld.Cause, withheld.TakenBy, withheld.IsSinceEnd);

    public static Strand Of(Wish wish) =>
        new(wish.Controller, wish.Category, wish.Cause, wish.TakenBy, wish.IsSinceEnd);
}
