namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What is ordered, kept back and taken back as one.</summary>
/// <param name="IsSinceEnd">It was shown for the cause's erasure after that had ended.</param>
/// <param name="IsOfEnded">
/// While another erasure is under way, whoever's: it came late of a time that one takes which has ended. It is ordered
/// apart from what has come since, whose demand may be taken back.
/// </param>
public readonly record struct Strand(
    Controller Controller, DataCategory Category, string Cause, bool IsSinceEnd, bool IsOfEnded);

public sealed partial record DeletionBook
{
    internal Strand StrandOf(DeletionOrder order) =>
        StrandOf(order.Controller, order.Category, order.Cause, order.IsSinceEnd, order.Cutoff);

    internal Strand StrandOf(Withheld withheld) =>
        StrandOf(withheld.Controller, withheld.Category, withheld.Cause, withheld.IsSinceEnd, withheld.Cutoff);

    /// <param name="cutoff">Up to where it is ordered.</param>
    private Strand StrandOf(Wish wish, DateTimeOffset cutoff) =>
        StrandOf(wish.Controller, wish.Category, wish.Cause, wish.IsSinceEnd, cutoff);

    private Strand StrandOf(
        Controller controller, DataCategory category, string cause, bool isSinceEnd, DateTimeOffset cutoff) =>
        new(controller, category, cause, isSinceEnd, cause == LateData
            && Taking(controller).Any(erasure => erasure.IsOpen) && HasTaken(controller, cutoff));
}
