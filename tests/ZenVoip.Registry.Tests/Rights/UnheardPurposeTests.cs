using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
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

    [Fact]
    public void Objections_that_are_closed_and_made_anew_name_so_many_together_and_no_more()
    {
        var said = Enumerable.Range(0, 4).Aggregate(Anna(), (subject, round) =>
            Told(subject.After(Desk.Ask(Type.Objection, [.. Unheard(round)]), Noon.AddDays(1 + round))));

        Assert.Equal(4, said.Rights.Requests.Length);
        Assert.InRange(NamedBy(said).Length, 0, Most);
        Assert.InRange(said.OptOuts.OptOuts.Length, 0, Most);
        Assert.Equal([Purpose.Unreadable], said.Rights.Requests[^1].Purposes);
    }

    [Fact]
    public void Requests_answers_and_opt_outs_name_so_many_together_to_whomever_they_are_said()
    {
        var (first, second, third, fourth) = (Unheard(0)[..40], Unheard(1)[..40], Unheard(2)[..40], Unheard(3)[..40]);
        var sale = Anna().After(Desk.Ask(Type.OptOutOfSale, [.. first]), Noon.AddDays(1));
        var objected = sale.After(Desk.Ask(Type.Objection, [.. second]) with { Controller = Acme }, Noon.AddDays(2));
        var opted = third.Aggregate(objected, (subject, purpose) =>
            subject.After(Stop() with { Purpose = purpose }, Noon.AddDays(3)));

        var all = fourth.Aggregate(opted, (subject, purpose) =>
            subject.After(Answer(ConsentStatus.Refused, purpose: purpose.Value), Noon.AddDays(4)));

        Assert.Equal(80, NamedBy(objected).Length);
        Assert.Equal(Most, NamedBy(all).Length);
        Assert.Contains(Purpose.Unreadable, NamedBy(all));
    }

    [Fact]
    public void An_objection_whose_names_have_no_place_any_more_ends_what_nobody_can_tell_it_from()
    {
        var full = Told(Anna().After(Desk.Ask(Type.Objection, [.. Unheard(0)]), Noon.AddDays(1)));
        var agreed = full.After(Answer(ConsentStatus.Given), Noon.AddDays(2), by: Number);

        var said = agreed.After(Desk.Ask(Type.Objection, Unheard(1)[0]), Noon.AddDays(3));

        Assert.Equal(DecisionOutcome.Permit, agreed.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, said.May("marketing", Channel.Sms, Number));
        ChangesNothing(said.Decide(
            Desk.Ask(Type.Objection, Unheard(1)[0]) with { ReceivedAt = Noon.AddDays(3) }, Noon.AddDays(4)));
    }

    /// <summary>The customer means the same, whatever is left of the names.</summary>
    [Fact]
    public void A_customer_takes_up_what_was_sent_to_it_without_its_names()
    {
        var full = Told(Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(Desk.Ask(Type.Objection, [.. Unheard(0)]), Noon.AddDays(1)));
        var asked = full.After(
            Desk.Ask(Type.Objection, [.. Unheard(1)]) with { Controller = Acme }, Noon.AddDays(2));

        var instructed = asked.After(
            Desk.Ask(Type.Objection, [.. Unheard(1)[..9]]) with
            {
                Controller = Acme,
                Requester = RequesterRole.Controller,
            },
            Noon.AddDays(3));

        Assert.Equal(2, instructed.Rights.Requests.Length);
        Assert.NotNull(instructed.Rights.Requests[^1].InstructedAt);
    }

    private static Subject Told(Subject subject)
    {
        var at = subject.RecordedAt.AddMinutes(1);
        return subject.After(new CompleteRightsRequest(subject.Rights.Requests[^1].Id, at), at);
    }

    /// <summary>What no rule knows, each once.</summary>
    private static Purpose[] NamedBy(Subject subject) =>
    [
        .. subject.Rights.Requests.SelectMany(request => request.Purposes.Concat(request.EndedAtOnce))
            .Concat(subject.OptOuts.OptOuts.Select(no => no.Purpose).OfType<Purpose>())
            .Concat(subject.Consents.Consents.Select(answer => answer.Purpose))
            .Where(purpose => Rules.Find(purpose) is null).Distinct(),
    ];

    private static SubmitRightsRequest Texts(IEnumerable<Purpose> purposes) =>
        Desk.Ask(Type.Objection, [.. purposes]) with { Channels = [Channel.Sms] };

    /// <summary>As many as may be named, others in each round.</summary>
    private static Purpose[] Unheard(int round) =>
    [
        .. Enumerable.Range(round * Book.MaxUnheard, Book.MaxUnheard)
            .Select(number => Purpose.TryParse($"x{number}")!.Value),
    ];
}
