using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The connection breaks, and nobody says whether the write was stored.</summary>
[Collection(GrainTests.Name)]
public sealed class UnknownOutcomeTests(SubjectCluster cluster)
{
    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);

    [Fact]
    public async Task A_change_that_was_stored_but_not_answered_is_accepted_once()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Unanswered);

        var answer = await person.Here.Execute(Asks(Yes) with { Operation = NewOperation() });

        Assert.Equal((null, false, 1), (answer.Refusal, answer.IsReplay, answer.Changes));
        Assert.Equal(before + 1, answer.Subject!.Version);
        Assert.Equal(before + 1, await person.Version());
        Assert.Single(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_registration_that_was_stored_but_not_answered_is_accepted_once()
    {
        var person = Unknown(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Unanswered);

        var answer = await person.Here.Execute(person.Registers() with { Operation = NewOperation() });

        Assert.Equal((null, false), (answer.Refusal, answer.IsReplay));
        Assert.True(answer.Subject!.IsRegistered);
        Assert.Single(await person.Journal<SubjectRegistered>());
    }

    [Fact]
    public async Task A_change_that_was_lost_is_written_again_under_the_same_version()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost);

        var answer = await person.Here.Execute(Asks(Yes));

        Assert.Equal(1, answer.Changes);
        Assert.Single(await person.Journal<ConsentAnswered>());
        Assert.Equal([null, "1", "1", "1"], cluster.Mishaps.Tried(person.Id));
    }

    [Fact]
    public async Task A_change_that_was_stored_before_somebody_else_wrote_is_accepted_once()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(
            person.Id, Wire.UnansweredAfter(() => person.Elsewhere.Execute(Asks(Stop(Channel.Sms)))));

        var answer = await person.Here.Execute(Asks(Yes));

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
        var given = Assert.Single(await person.Journal<ConsentAnswered>());
        var stop = Assert.Single(await person.Journal<OptedOut>());
        Assert.True(given.RecordedAt < stop.RecordedAt);
    }

    [Fact]
    public async Task A_change_that_expected_a_version_is_accepted_though_somebody_else_wrote_after_it()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(
            person.Id, Wire.UnansweredAfter(() => person.Elsewhere.Execute(Asks(Stop(Channel.Sms)))));

        var answer = await person.Here.Execute(Asks(Yes) with { ExpectedVersion = await person.Version() });

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
    }

    [Fact]
    public async Task A_change_that_never_arrives_is_a_fault_and_is_not_seen()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Lost);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Here.Execute(Asks(Yes)));

        Assert.Equal(before, await person.Version());
        Assert.Empty(await person.Journal<ConsentAnswered>());
        Assert.Equal([null, "1", "1", "1"], cluster.Mishaps.Tried(person.Id));
    }

    [Fact]
    public async Task After_an_unknown_outcome_the_next_activation_shows_what_was_stored()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Unanswered);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Here.Execute(Asks(Yes)));

        Assert.Single((await person.Seen()).Consents.Consents);
    }

    [Fact]
    public async Task When_what_is_stored_cannot_be_read_the_outcome_is_unknown()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Unanswered);
        cluster.Mishaps.ToReadsOf(person.Id, Wire.Lost);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Here.Execute(Asks(Yes)));

        Assert.Single((await person.Seen()).Consents.Consents);
    }

    [Fact]
    public async Task The_retry_of_an_unknown_change_that_was_stored_gets_its_first_answer()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Unanswered);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Calls(Yes, "sign-up"));
        await person.Here.Execute(Asks(Stop(Channel.Sms)));

        var retry = await person.Calls(Yes, "sign-up");

        Assert.Equal((null, before + 1), (retry.Refusal, retry.Subject!.Version));
        Assert.Single(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task The_retry_of_an_unknown_change_that_was_lost_makes_it_once()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Lost);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Calls(Yes, "sign-up"));

        var retry = await person.Calls(Yes, "sign-up");

        Assert.Null(retry.Refusal);
        Assert.Equal(await person.Version(), retry.Subject!.Version);
        Assert.Single(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task The_retry_of_an_unknown_registration_reaches_the_same_subject()
    {
        var operation = NewId();
        var id = SubjectIds.Of(cluster.Here.Get<OperationKeys>().Key("crm", operation));
        var register = new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [NewNumber()]);
        cluster.Mishaps.ToWritesOf(id, Wire.Lost, Wire.Lost, Wire.Unanswered);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => Registered(register, operation));

        var retry = await Registered(register, operation);
        var last = await Registered(register, operation);

        Assert.Equal((null, id), (retry.Refusal, retry.Subject?.Id));
        Assert.Equal((null, id, retry.Subject!.Version), (last.Refusal, last.Subject?.Id, last.Subject!.Version));
    }

    private Task<CallResult> Registered(RegisterSubject register, string operation) =>
        cluster.Here.Registration.Register(
            register, written: [], returnOwner: false, "crm", operation, CancellationToken.None);
}
