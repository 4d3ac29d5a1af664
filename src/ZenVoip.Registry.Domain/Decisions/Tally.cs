using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>Collects rulings: the strictest outcome wins, with the reasons of those that came to it.</summary>
internal sealed class Tally
{
    private readonly List<Reason> reasons = [];
    private readonly List<string> obligations = [];
    private readonly List<(CallingHours Hours, TimeZoneInfo Zone)> hours = [];
    private DecisionOutcome strictest = DecisionOutcome.Permit;
    private LegalBasis? basis;

    /// <summary>Nobody was known: the first reason says so.</summary>
    public bool IsOfNobody { get; set; }

    public void Add(Ruling ruling, PurposeRule? rule)
    {
        if (ruling.Outcome < strictest)
            return;

        if (ruling.Outcome > strictest)
        {
            strictest = ruling.Outcome;
            reasons.Clear();
            basis = null;
        }

        // The first reason is the one that goes with the legal basis.
        var isFirst = Demand(rule?.Basis) > Demand(basis);
        Say(ruling.Code, ruling.Cited, isFirst ? 0 : reasons.Count);
        if (isFirst)
            basis = rule!.Basis;
        foreach (var obligation in rule?.Obligations ?? [])
        {
            if (!obligations.Contains(obligation))
                obligations.Add(obligation);
        }
    }

    /// <summary>The hours matter only where everything else permits, and then all of them do.</summary>
    public void Mind(CallingHours these, TimeZoneInfo zone)
    {
        if (!hours.Contains((these, zone)))
            hours.Add((these, zone));
    }

    public Decision Decide(Facts facts, Rules rules, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        if (strictest is DecisionOutcome.Permit && hours.Count > 0)
            until = MindHours(now);

        var only = facts.People is [var person] ? person : null;
        return new()
        {
            Outcome = strictest,
            DeferUntil = until,
            Reasons = IsOfNobody ? [Reason(ReasonCodes.UnknownSubject, null), .. reasons] : [.. reasons],
            Obligations = strictest is DecisionOutcome.Permit ? [.. obligations] : [],
            SubjectId = only?.SubjectId,
            SubjectVersion = only?.Version,
            RulebookVersion = rules.Version,
            EvaluatedAt = now,
            LegalBasis = basis,
        };
    }

    private DateTimeOffset? MindHours(DateTimeOffset now)
    {
        var open = QuietHours.NextOpen(hours, now);
        if (open == now)
            return null;

        // Where no hour suits every place, there is nothing to wait for.
        strictest = open is null ? DecisionOutcome.Deny : DecisionOutcome.Defer;
        reasons.Clear();
        foreach (var (these, _) in hours)
            Say(ReasonCodes.QuietHours, these, reasons.Count);
        return open;
    }

    private void Say(string code, Rule? cited, int place)
    {
        foreach (var said in reasons)
        {
            if (said.Code == code && said.Rule == cited?.Id)
                return;
        }

        reasons.Insert(place, Reason(code, cited));
    }

    private static Reason Reason(string code, Rule? cited) =>
        new(code, ReasonCodes.Meanings[code], cited?.Id, cited?.Citation);

    /// <summary>What asks most of the controller comes first: consent, then what a person may object to.</summary>
    private static int Demand(LegalBasis? basis) => basis switch
    {
        null => 0,
        LegalBasis.Consent => 7,
        LegalBasis.LegitimateInterest => 6,
        LegalBasis.PublicTask => 5,
        LegalBasis.Contract => 4,
        LegalBasis.Instruction => 3,
        LegalBasis.VitalInterest => 2,
        _ => 1,
    };
}
