namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What the rules say of one category, from one event on, for one person: the sum of all that match.</summary>
/// <param name="Accrues">The category grows day by day: its data is tracked by month.</param>
/// <param name="DeleteAfter">The shortest storage limit; null: none is set.</param>
/// <param name="KeepFor">The longest duty to keep; null: there is none.</param>
/// <param name="Rule">The id of the rule that sets the limit; where none does, of the one that governs.</param>
/// <param name="KeepRule">The id of the rule that sets the duty; null where there is none.</param>
public sealed record RetentionTerms(
    bool Accrues, Period? DeleteAfter, Period? KeepFor, string Rule, string? KeepRule = null)
{
    /// <summary>When data is due for deletion: after the limit, but never before the duty ends.</summary>
    public DateTimeOffset? DueAfter(DateTimeOffset start) => (DeleteAfter?.After(start), KeepUntil(start)) switch
    {
        (null, _) => null,
        ({ } due, { } kept) when kept > due => kept,
        ({ } due, _) => due,
    };

    /// <summary>Until when it must be kept.</summary>
    public DateTimeOffset? KeepUntil(DateTimeOffset start) => KeepFor?.After(start);
}
