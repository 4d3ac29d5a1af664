using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Book = ZenVoip.Registry.Domain.Rulebook.Rules;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>Whoever says no to ever more purposes that no rule knows is heard, and makes nothing grow.</summary>
public sealed class UnheardPurposeTests
{
    /// <summary>So many that are named, and one for all others.</summary>
    private const int Most = Book.MaxUnheard + 1;

    [Theory]
    [InlineData(Type.Objection, false)]
    [InlineData(Type.Objection, true)]
    [InlineData(Type.OptOutOfSale, false)]
    public void An_open_no_grows_by_so_many_and_no_more(Type type, bool isToAll)
    {
        var first = Anna().After(Desk.Ask(type, isToAll ? [] : [.. Unheard(0)]), Noon.AddDays(1));

        var said = Enumerable.Range(1, 5).Aggregate(first, (subject, round) =>
            subject.After(Desk.Ask(type, [.. Unheard(round)]), Noon.AddDays(1 + round)));

        var open = said.Rights.Only;
        Assert.InRange(open.Purposes.Length, 0, Most);
        Assert.Equal(isToAll, open.Purposes.IsEmpty);
        Assert.InRange(open.EndedAtOnce.Length, 0, Most + first.Rights.Only.EndedAtOnce.Length);
        Assert.InRange(open.Said.Length, 0, Most + first.Rights.Only.Said.Length);
        Assert.InRange(said.OptOuts.OptOuts.Length, 0, Most + first.OptOuts.OptOuts.Length);
    }

    [Fact]
    public void What_has_no_name_any_more_is_no_narrower_and_counts_from_its_time()
    {
        var first = Anna().After(Texts(Unheard(0)), Noon.AddDays(1));
        var again = first.After(Answer(ConsentStatus.Given), Noon.AddDays(2), by: Number)
            .After(Answer(ConsentStatus.Given, Channel.Email), Noon.AddDays(2), by: Mail);

        var said = again.After(Texts(Unheard(1)), Noon.AddDays(3));

        Assert.Equal(DecisionOutcome.Permit, again.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Permit, again.May("marketing", Channel.Email, Mail));
        Assert.Equal(DecisionOutcome.Deny, said.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, said.May("marketing", Channel.Email, Mail));
        Assert.Equal(DecisionOutcome.Permit, said.May("service"));
        ChangesNothing(said.Decide(Texts(Unheard(1)) with { ReceivedAt = Noon.AddDays(3) }, Noon.AddDays(4)));
    }

    [Fact]
    public void So_many_at_once_over_a_channel_are_no_narrower_either()
    {
        var agreed = Anna().After(Answer(ConsentStatus.Given, Channel.Email), Noon.AddDays(1), by: Mail);

        var said = agreed.After(Texts([.. Unheard(0), .. Unheard(1)]), Noon.AddDays(2));

        Assert.Equal(DecisionOutcome.Permit, agreed.May("marketing", Channel.Email, Mail));
        Assert.Equal(DecisionOutcome.Deny, said.May("marketing", Channel.Email, Mail));
    }

    [Fact]
    public void What_a_rule_knows_is_said_by_its_name_among_however_many()
    {
        var said = Anna().After(Desk.Ask(Type.Objection, [.. Unheard(0), .. Unheard(1), Marketing]), Noon.AddDays(1))
            .After(Desk.Ask(Type.Objection, [.. Unheard(2), Desk.Analytics]), Noon.AddDays(2));

        Assert.Equal(Most + 2, said.Rights.Only.Purposes.Length);
        Assert.Contains(Marketing, said.Rights.Only.EndedAtOnce);
        Assert.Equal([Desk.Analytics], Assert.Single(said.Rights.Restrictions).Purposes);
    }

    [Fact]
    public void Answers_and_opt_outs_that_name_what_no_rule_knows_grow_by_so_many_together()
    {
        var noes = Unheard(0).Concat(Unheard(1)).Concat(Unheard(2)).SelectMany(purpose => new SubjectCommand[]
        {
            Answer(ConsentStatus.Withdrawn, purpose: purpose.Value),
            Stop() with { Purpose = purpose },
        });

        var said = noes.Aggregate(Anna(), (subject, no) => subject.After(no, Noon.AddDays(1)));
        var later = said.After(Answer(ConsentStatus.Given), Noon.AddDays(2), by: Number)
            .After(Answer(ConsentStatus.Refused, purpose: "never-heard-of"), Noon.AddDays(3));

        Assert.Equal(2 * Most, said.Consents.Consents.Length + said.OptOuts.OptOuts.Length);
        Assert.Contains(said.Consents.Consents, no => no.Purpose == Purpose.Unreadable);
        Assert.Equal(DecisionOutcome.Deny, later.May("marketing", Channel.Sms, Number));
    }

    private static SubmitRightsRequest Texts(IEnumerable<Purpose> purposes) =>
        Desk.Ask(Type.Objection, [.. purposes]) with { Channels = [Channel.Sms] };

    /// <summary>As many as may be named, others in each round.</summary>
    private static Purpose[] Unheard(int round) =>
    [
        .. Enumerable.Range(round * Book.MaxUnheard, Book.MaxUnheard)
            .Select(number => Purpose.TryParse($"x{number}")!.Value),
    ];
}
