using System.Collections.Immutable;
using System.Diagnostics;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>
/// What can be asked of the rulebook about rights requests. Regimes are named by their codes as the request knows
/// them; those that the rulebook has no longer are passed over, and where none is left DEFAULT speaks.
/// </summary>
public sealed class RightsRules
{
    private readonly Rules rules;

    internal RightsRules(Rules rules) => this.rules = rules;

    private RightsClauses Clauses => rules.Clauses.Rights;

    /// <summary>Only where every regime lets it be asked for: a law that forbids to ask wins.</summary>
    public bool NeedsVerification(RightsRequestType right, IEnumerable<string> regimes, DateTimeOffset now) =>
        Known(regimes).All(regime => VerificationOf(right, regime, now).IsNeeded);

    /// <summary>Until when a request waits for its verification: the longest wait, for the person's benefit.</summary>
    public DateTimeOffset VerifyBy(RightsRequestType right, IEnumerable<string> regimes, DateTimeOffset now) =>
        Known(regimes).Select(regime => VerificationOf(right, regime, now).Expires?.After(now)).Max() ?? now;

    /// <summary>
    /// The strictest of these regimes sets each date. Of those that set the same one, the first in the rulebook's order
    /// is named, and the day ends where it says.
    /// </summary>
    /// <param name="regimes">Of an APPEAL: only those that give one (<see cref="AppealsIn"/>).</param>
    public Timetable TimetableOf(RightsRequestType right, IEnumerable<string> regimes, RequestTimes times)
    {
        RegimeClock[] clocks = [.. Known(regimes).Select(regime => ClockOf(right, regime, times))];
        RegimeClock[] running = [.. clocks.Where(clock => !clock.Stands)];
        RegimeClock[] counting = running is [] ? clocks : running;
        return new()
        {
            Acknowledge = clocks.Select(clock => clock.Acknowledge).OfType<Deadline>().MinBy(each => each.On),
            Answer = counting.Select(clock => clock.Answer).MinBy(each => each.On)!,
            Extended = times.ExtendedAt is null
                ? null
                : counting.Select(clock => clock.Extended).MinBy(each => each.On),
            Stands = running is [],
        };
    }

    /// <summary>A ground must be one in each of the regimes.</summary>
    public bool IsGround(string ground, RightsRequestType right, IEnumerable<string> regimes, DateTimeOffset now) =>
        Known(regimes).All(regime => Clauses.Grounds.Any(rule =>
            rule.Ground == ground && rule.Concerns(right, regime) && rule.IsInForce(now)));

    /// <summary>
    /// Whether a holder may retain on it what it was ordered to delete. It knows no regimes, nor does a tombstone.
    /// </summary>
    public bool IsGroundToRetain(string ground, DateTimeOffset now) =>
        Retaining(ground, now).Any();

    /// <summary>
    /// Until when a holder may retain on it, as the rulebook stands: now, where it may not; null: no end is set.
    /// </summary>
    public DateTimeOffset? RetainsUntil(string ground, DateTimeOffset now)
    {
        var end = now;
        while (Retaining(ground, end).ToList() is [_, ..] rules)
        {
            if (rules.Any(rule => rule.Until is null))
                return null;
            end = new(rules.Max(rule => rule.Until!.Value), default, TimeSpan.Zero);
        }

        return end;
    }

    /// <summary>Where a person may complain, as they are told.</summary>
    public ImmutableArray<string> AuthoritiesOf(IEnumerable<string> regimes, DateTimeOffset now)
    {
        var known = Known(regimes);
        return
        [
            .. Clauses.Authorities.Where(rule => rule.IsInForce(now) && rule.Regimes.Any(known.Contains))
                .Select(rule => rule.Name).Distinct(),
        ];
    }

    /// <summary>Those of the regimes that give an appeal against a refusal.</summary>
    public ImmutableArray<string> AppealsIn(IEnumerable<string> regimes, DateTimeOffset now) =>
        [.. Known(regimes).Where(regime => AppealOf(regime, now) is not null)];

    /// <summary>When the last of these regimes lets no appeal come any more; null: none of them gives one.</summary>
    /// <param name="told">When the person was told that they were refused.</param>
    public DateTimeOffset? AppealUntil(IEnumerable<string> regimes, DateTimeOffset told) => AppealsIn(regimes, told)
        .Select(regime => (Calendar: CalendarOf(regime), AppealOf(regime, told)!.Within))
        .Max(each => (DateTimeOffset?)each.Calendar.EndOf(
            each.Calendar.LastDay(each.Calendar.DateOf(told), each.Within)));

    /// <summary>
    /// Whether a fee may be asked for, because the person asked so often before: where a regime of theirs allows it and
    /// none of the others gives the right for nothing.
    /// </summary>
    /// <param name="earlier">When the person's earlier requests came in.</param>
    public bool MayBeCharged(IEnumerable<string> regimes, IEnumerable<DateTimeOffset> earlier, DateTimeOffset received)
    {
        var known = Known(regimes);
        return Clauses.Fees.Any(fee => fee.IsInForce(received)
            && known.Any(fee.Regimes.Contains)
            && known.All(regime => fee.Regimes.Contains(regime) || fee.Beside.Contains(regime))
            && earlier.Count(at => at <= received && fee.Per.After(at) > received) >= fee.Free);
    }

    /// <summary>Until when the record of a request is kept.</summary>
    public DateTimeOffset KeepUntil(DateTimeOffset closed) => Clauses.Records[0].KeepFor.After(closed);

    /// <summary>What an objection to the purpose does: the most that any regime and any channel gives it.</summary>
    /// <param name="kind">How the person stands to the controller.</param>
    public Objection ObjectionTo(
        Purpose purpose, IEnumerable<string> regimes, SubjectKind kind, DateTimeOffset now)
    {
        if (rules.Find(purpose) is not { } known)
            return Objection.Absolute; // nobody can say what was meant, and a no is heard
        Channel?[] channels = known.Channels.IsEmpty ? [null] : [.. known.Channels];
        var applying = Known(regimes).ToHashSet();
        return (from regime in rules.Clauses.Regimes
                where applying.Contains(regime.Code)
                from channel in channels
                select rules.RuleFor(purpose, regime, channel, kind, now).Objection).Max();
    }

    private IEnumerable<GroundRule> Retaining(string ground, DateTimeOffset now) =>
        Clauses.Grounds.Where(rule => rule.Ground == ground && rule.Retains && rule.IsInForce(now));

    private string[] Known(IEnumerable<string> regimes)
    {
        var named = regimes.ToHashSet();
        string[] known = [.. rules.Clauses.Regimes.Select(regime => regime.Code).Where(named.Contains)];
        return known is [] ? [Regime.DefaultCode] : known;
    }

    private RegimeClock ClockOf(RightsRequestType right, string regime, RequestTimes times)
    {
        // An appeal that the regime gave once, and gives no more, is answered like a complaint.
        var answer = First(Clauses.Answers, right, regime, times.ReceivedAt)
            ?? First(Clauses.Answers, RightsRequestType.Complaint, regime, times.ReceivedAt)
            ?? throw new UnreachableException("A rulebook without gaps has a deadline for every right.");
        return new(regime, CalendarOf(regime), answer, times)
        {
            Receipt = First(Clauses.Acknowledgements, right, regime, times.ReceivedAt),
            Promise = First(Clauses.Promises, right, regime, times.ReceivedAt),
            WarnDays = Clauses.Warnings[0].Days,
        };
    }

    private RequestCalendar CalendarOf(string regime) => Clauses.Calendars.First(each => each.Regime == regime);

    private VerificationRule VerificationOf(RightsRequestType right, string regime, DateTimeOffset now) =>
        First(Clauses.Verifications, right, regime, now)
            ?? throw new UnreachableException("A rulebook without gaps says of every right whether to verify.");

    private AppealRule? AppealOf(string regime, DateTimeOffset now) =>
        Clauses.Appeals.FirstOrDefault(rule => rule.Regimes.Contains(regime) && rule.IsInForce(now));

    private static T? First<T>(
        ImmutableArray<T> among, RightsRequestType right, string regime, DateTimeOffset at)
        where T : SelectiveRightsRule =>
        among.FirstOrDefault(rule => rule.Concerns(right, regime) && rule.IsInForce(at));
}
