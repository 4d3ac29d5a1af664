using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Something that a rulebook leaves open or says in vain.</summary>
/// <param name="Culprit">The element of <see cref="Clauses"/> that it is about.</param>
public sealed record Gap(object Culprit, string Reason);

/// <summary>Finds what a rulebook leaves open, so that no question can ever meet the lack of a rule.</summary>
public static class Gaps
{
    public static ImmutableArray<Gap> In(Clauses clauses)
    {
        var used = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
        return
        [
            .. OfPurposes(clauses, used),
            .. OfOptOuts(clauses, used),
            .. InVain(clauses, used),
            .. WithoutTimeZones(clauses),
            .. RetentionGaps.In(clauses),
            .. RightsGaps.In(clauses),
        ];
    }

    private static IEnumerable<Gap> OfPurposes(Clauses clauses, HashSet<Rule> used)
    {
        foreach (var purpose in clauses.Purposes)
        {
            foreach (var regime in clauses.Regimes)
            {
                var missing = Missing(purpose, RulesFor(clauses, purpose.Code, regime.Code), used);
                if (missing.Count > 0)
                    yield return new(purpose, Sentence(purpose.Code, regime.Code, missing));
            }
        }
    }

    private static PurposeRule[] RulesFor(Clauses clauses, Purpose purpose, string regime) =>
        [.. clauses.PurposeRules.Where(rule => rule.Purposes.Contains(purpose) && rule.Regimes.Contains(regime))];

    private static List<string> Missing(PurposeDefinition purpose, PurposeRule[] rules, HashSet<Rule> used)
    {
        var missing = new List<string>();
        Channel?[] channels = purpose.Channels.IsEmpty ? [null] : [.. purpose.Channels];
        foreach (var day in Days(rules))
        {
            foreach (var channel in channels)
            {
                foreach (var kind in Enum.GetValues<SubjectKind>())
                {
                    if (Array.Find(rules, rule => rule.Matches(channel, kind, day)) is { } rule)
                        used.Add(rule);
                    else
                        missing.Add($"{(channel is { } one ? $"{one}, " : "")}{kind}, {Since(day)}");
                }
            }
        }

        return missing;
    }

    private static string Sentence(Purpose purpose, string regime, List<string> missing) =>
        $"no rule for purpose '{purpose}' under {regime}: {missing[0]}"
        + (missing.Count > 1 ? $", and {missing.Count - 1} other cases" : "");

    private static IEnumerable<Gap> OfOptOuts(Clauses clauses, HashSet<Rule> used)
    {
        foreach (var source in Enum.GetValues<OptOutSource>())
        {
            foreach (var regime in clauses.Regimes)
            {
                OptOutRule[] rules = [.. clauses.OptOutRules.Where(rule =>
                    rule.Source == source && (rule.Regimes.IsEmpty || rule.Regimes.Contains(regime.Code)))];
                foreach (var day in Days(rules))
                {
                    if (Array.Find(rules, rule => rule.IsInForce(day)) is { } rule)
                        used.Add(rule);
                    else
                        yield return new(regime, $"no opt-out rule for {source} under {regime.Code}, {Since(day)}");
                }
            }
        }
    }

    private static IEnumerable<Gap> InVain(Clauses clauses, HashSet<Rule> used) =>
        clauses.PurposeRules.Concat<Rule>(clauses.OptOutRules)
            .Where(rule => !used.Contains(rule))
            .Select(rule => new Gap(rule, $"rule '{rule.Id}' never applies: the rules before it leave it no case"));

    private static IEnumerable<Gap> WithoutTimeZones(Clauses clauses) =>
        from regime in clauses.Regimes
        where clauses.PurposeRules.Any(rule => rule.CallingHours is not null && rule.Regimes.Contains(regime.Code))
        from reason in regime.IsDefault
            ? ["calling hours need places, and the default regime has none"]
            : regime.Jurisdictions
                .Where(code => !clauses.TimeZones.ContainsKey(code)
                    && !clauses.TimeZones.ContainsKey(code.Country))
                .Select(code => $"calling hours apply in {code}, but it has no time zones")
        select new Gap(regime, reason);

    /// <summary>An instant in every span between two changes of these rules.</summary>
    internal static IEnumerable<DateTimeOffset> Days(IEnumerable<Rule> rules) => rules
        .SelectMany<Rule, DateOnly?>(rule => [rule.From, rule.Until])
        .OfType<DateOnly>()
        .Append(DateOnly.MinValue)
        .Distinct()
        .Order()
        .Select(day => new DateTimeOffset(day.ToDateTime(default), TimeSpan.Zero));

    internal static string Since(DateTimeOffset day) =>
        day == DateTimeOffset.MinValue ? "at any date before the first change" : $"from {day:yyyy-MM-dd}";
}
