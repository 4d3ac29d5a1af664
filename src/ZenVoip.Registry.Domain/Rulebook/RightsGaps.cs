namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Finds requests of which nobody could say until when they are answered.</summary>
internal static class RightsGaps
{
    public static IEnumerable<Gap> In(Clauses clauses)
    {
        var rights = clauses.Rights;
        return
        [
            .. OfRegimes(clauses),
            .. WithoutRule(clauses, rights.Answers, "deadline", RightsIn(clauses)),
            .. WithoutRule(clauses, rights.Verifications, "rule on verification", RightsIn(clauses)),
            .. InVain(clauses, rights.Answers),
            .. InVain(clauses, rights.Acknowledgements),
            .. InVain(clauses, rights.Promises),
            .. InVain(clauses, rights.Verifications),
            .. NotOne(clauses, rights.Records, "how long the records of requests are kept"),
            .. NotOne(clauses, rights.Warnings, "how long before a deadline a warning goes out"),
        ];
    }

    private static IEnumerable<Gap> OfRegimes(Clauses clauses)
    {
        foreach (var regime in clauses.Regimes)
        {
            switch (clauses.Rights.Calendars.Count(calendar => calendar.Regime == regime.Code))
            {
                case 0:
                    yield return new(regime, $"no calendar for requests under {regime.Code}");
                    break;
                case > 1:
                    yield return new(regime, $"more than one calendar for requests under {regime.Code}");
                    break;
            }

            if (!clauses.Rights.Authorities.Any(each => IsAlways(each) && each.Regimes.Contains(regime.Code)))
                yield return new(regime, $"nobody to complain to under {regime.Code}");
        }
    }

    /// <summary>Everybody has every right but the appeal, which some regimes give.</summary>
    private static Func<string, IEnumerable<RightsRequestType>> RightsIn(Clauses clauses) => regime =>
        Enum.GetValues<RightsRequestType>().Where(right => right is not RightsRequestType.Appeal
            || clauses.Rights.Appeals.Any(rule => rule.Regimes.Contains(regime)));

    private static IEnumerable<Gap> WithoutRule(
        Clauses clauses,
        IEnumerable<SelectiveRightsRule> all,
        string what,
        Func<string, IEnumerable<RightsRequestType>> rights)
    {
        SelectiveRightsRule[] rules = [.. all];
        foreach (var regime in clauses.Regimes)
        {
            var missing = (from right in rights(regime.Code)
                           from day in Gaps.Days(rules)
                           where !Array.Exists(
                               rules, rule => rule.Concerns(right, regime.Code) && rule.IsInForce(day))
                           select $"{right}, {Gaps.Since(day)}").ToList();
            if (missing is [var first, ..])
            {
                yield return new(regime, $"no {what} for requests under {regime.Code}: {first}"
                    + (missing.Count > 1 ? $", and {missing.Count - 1} other cases" : ""));
            }
        }
    }

    private static IEnumerable<Gap> InVain(Clauses clauses, IEnumerable<SelectiveRightsRule> all)
    {
        SelectiveRightsRule[] rules = [.. all];
        var rights = RightsIn(clauses);
        var used = (from regime in clauses.Regimes
                    from right in rights(regime.Code)
                    from day in Gaps.Days(rules)
                    select Array.Find(rules, rule => rule.Concerns(right, regime.Code) && rule.IsInForce(day)))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return rules.Where(rule => !used.Contains(rule))
            .Select(rule => new Gap(rule, $"rule '{rule.Id}' never applies: the rules before it leave it no case"));
    }

    /// <summary>Said once, and for always: the date of a rulebook is when it is started with.</summary>
    private static IEnumerable<Gap> NotOne(Clauses clauses, IEnumerable<RightsRule> rules, string what) =>
        rules.Count(IsAlways) == 1 && rules.Count() == 1
            ? []
            : [new(clauses.Regimes[0], $"the rulebook must say once {what}")];

    private static bool IsAlways(Rule rule) => rule is { From: null, Until: null };
}
