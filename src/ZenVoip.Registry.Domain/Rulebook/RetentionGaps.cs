namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Finds data of which nobody could say how long it is kept.</summary>
internal static class RetentionGaps
{
    /// <summary>
    /// A category needs a rule that holds everywhere, for whoever decides and for every kind of person, on every day:
    /// also one that says no more than that the owner decides.
    /// </summary>
    public static IEnumerable<Gap> In(Clauses clauses)
    {
        foreach (var category in clauses.Retention.Categories)
        {
            RetentionRule[] rules = [.. clauses.Retention.Rules.Where(rule =>
                rule.IsEverywhere && rule.Categories.Contains(category.Code))];
            var open = from day in Gaps.Days(rules)
                       from whose in Enum.GetValues<ControllerKind>()
                       from kind in Enum.GetValues<SubjectKind>()
                       where !(whose is ControllerKind.Zenvoip && kind is SubjectKind.EndUser)
                       where !rules.Any(rule => rule.Concerns(category.Code, whose, kind) && rule.IsInForce(day))
                       select $"{whose}, {kind}, {Gaps.Since(day)}";
            if (open.FirstOrDefault() is { } first)
                yield return new(category, $"no retention rule for category '{category.Code}': {first}");
        }
    }
}
