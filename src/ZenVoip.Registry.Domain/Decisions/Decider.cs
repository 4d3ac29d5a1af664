using System.Numerics;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>
/// Answers "may I?" from committed facts and the rulebook, and from nothing else. Each person whom the reference means
/// is judged for each channel, address and regime concerned; the strictest answer wins.
/// </summary>
public static class Decider
{
    public static Decision Decide(Question question, Facts facts, Rules rules, DateTimeOffset now)
    {
        var tally = new Tally();
        if (rules.RulesOf(question.Purpose) is not { } purpose)
            tally.Add(Ruling.Deny(ReasonCodes.PurposeUnknown, null), null);
        else if (!Has(purpose.Definition, question.Channel))
            tally.Add(Ruling.Deny(ReasonCodes.ChannelUnknown, null), null);
        else if (facts.AreCut)
            tally.Add(Ruling.Deny(ReasonCodes.AmbiguousIdentifier, null), null);
        else
            Judge(question, facts, rules, purpose, now, tally);
        return tally.Decide(facts, rules, now);
    }

    /// <summary>The answer to a reference that cannot be read: one bad item fails no campaign.</summary>
    public static Decision InvalidIdentifier(Rules rules, DateTimeOffset now) => new()
    {
        Outcome = DecisionOutcome.Deny,
        Reasons = [new(ReasonCodes.InvalidIdentifier, ReasonCodes.Meanings[ReasonCodes.InvalidIdentifier])],
        RulebookVersion = rules.Version,
        EvaluatedAt = now,
    };

    /// <summary>A purpose without channels does not look at the channel that is asked for.</summary>
    private static bool Has(PurposeDefinition purpose, Channel? channel) =>
        purpose.Channels.IsEmpty || channel is not { } asked || purpose.Channels.Contains(asked);

    private static void Judge(
        Question question, Facts facts, Rules rules, PurposeRules purpose, DateTimeOffset now, Tally tally)
    {
        var nobody = new Case
        {
            Question = question,
            Facts = facts,
            Rules = rules,
            Purpose = purpose,
            Now = now,
            Kind = Standing.KindTo(question.Controller, []),
        };
        if (facts.People.IsEmpty)
        {
            tally.IsOfNobody = true;
            JudgePerson(nobody, tally);
        }

        foreach (var person in facts.People)
        {
            var kind = Standing.KindTo(question.Controller, person.Profile.Relationships.AsSpan());
            JudgePerson(nobody with { Person = person, Kind = kind }, tally);
        }
    }

    private static void JudgePerson(in Case about, Tally tally)
    {
        var channels = about.Purpose.Definition.Channels;
        if (channels.IsEmpty)
            JudgeAddress(about with { Link = about.Person?.Link, LinkType = about.Question.AskedBy }, tally);
        else if (about.Question.Channel is { } asked)
            JudgeChannel(about with { Channel = asked }, asked, tally);
        else
        {
            foreach (var each in channels)
                JudgeChannel(about with { Channel = each }, each, tally);
        }
    }

    /// <summary>At the address that was asked by if it is one of the channel, else at every open one.</summary>
    private static void JudgeChannel(in Case about, Channel channel, Tally tally)
    {
        if (about.Person?.Link is { } link && about.Question.AskedBy is { } type && type.Serves(channel))
        {
            JudgeAddress(about with { Link = link, LinkType = type }, tally);
            return;
        }

        var judged = false;
        foreach (var address in about.Profile.Addresses)
        {
            if (!address.Type.Serves(channel))
                continue;

            JudgeAddress(about with { Link = address.Link, LinkType = address.Type }, tally);
            judged = true;
        }

        if (!judged)
            JudgeAddress(about, tally);
    }

    private static void JudgeAddress(in Case about, Tally tally)
    {
        var heard = Heard.In(about);
        for (var regimes = RegimesOf(about); regimes != 0; regimes &= regimes - 1)
        {
            var regime = BitOperations.TrailingZeroCount(regimes);
            var rule = about.Purpose.Under(regime, about.Channel, about.Kind, about.Now);
            var ruling = Ruling.On(about, rule, regime, heard);
            tally.Add(ruling, rule);
            if (rule.CallingHours is { } hours && ruling.Outcome is DecisionOutcome.Permit)
                MindHours(about, hours, regime, tally);
        }
    }

    /// <summary>In every time zone of every place where the regime applies to the person.</summary>
    private static void MindHours(in Case about, CallingHours hours, int regime, Tally tally)
    {
        foreach (var observed in about.Profile.Jurisdictions)
        {
            var place = about.Rules.Places.At(observed.Code);
            if (!observed.CountsAt(about.Now) || (place.Regimes & (1ul << regime)) == 0)
                continue;

            foreach (var zone in place.Zones)
                tally.Mind(hours, zone);
        }
    }

    private static ulong RegimesOf(in Case about)
    {
        var mask = 0ul;
        foreach (var observed in about.Profile.Jurisdictions)
        {
            if (observed.CountsAt(about.Now))
                mask |= about.Rules.Places.At(observed.Code).Regimes;
        }

        return mask == 0 ? about.Rules.Places.Default : mask;
    }
}
