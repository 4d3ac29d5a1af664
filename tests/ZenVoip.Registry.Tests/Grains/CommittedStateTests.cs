using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What is not stored is never shown, and what is decided is decided on what is stored.</summary>
[Collection(GrainTests.Name)]
public sealed class CommittedStateTests(SubjectCluster cluster)
{
    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);

    [Fact]
    public async Task A_read_during_a_write_sees_what_is_stored_only()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        var held = cluster.Mishaps.HoldWriteOf(person.Id);
        var writing = person.Here.Execute(Asks(Yes));
        await held.Arrived;

        var during = await person.Seen();
        held.Release();

        Assert.Equal((before, 0), (during.Version, during.Consents.Consents.Length));
        Assert.Equal(1, (await writing).Changes);
        Assert.Single((await person.Seen()).Consents.Consents);
    }

    [Fact]
    public async Task A_registration_is_not_seen_before_it_is_stored()
    {
        var person = Unknown(cluster);
        var held = cluster.Mishaps.HoldWriteOf(person.Id);
        var writing = person.Here.Execute(person.Registers());
        await held.Arrived;

        var during = await person.Here.Read();
        held.Release();
        await writing;

        Assert.Null(during.Subject);
        Assert.NotNull(await person.Seen());
    }

    [Fact]
    public async Task A_write_that_is_tried_again_is_not_seen_meanwhile()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost);
        var held = cluster.Mishaps.HoldWriteOf(person.Id);
        var writing = person.Here.Execute(Asks(Yes));
        await held.Arrived;

        var during = await person.Seen();
        held.Release();
        await writing;

        Assert.Empty(during.Consents.Consents);
    }

    [Fact]
    public async Task A_refused_write_leaves_nothing_behind_for_the_next_one()
    {
        var owner = await Register(cluster);
        var person = await Register(cluster);

        var refused = await person.Here.Execute(Asks(new LinkIdentifier(owner.Number)));
        var accepted = await person.Here.Execute(Asks(Yes));

        Assert.Equal("IDENTIFIER_TAKEN", refused.Refusal?.Code);
        Assert.Equal(1, accepted.Changes);
        Assert.Single((await person.Seen()).Identifiers.Links);
        Assert.Empty(await person.Journal<OptedOut>());
        Assert.Single(await person.Journal<IdentifierLinked>());
    }

    [Fact]
    public async Task A_change_that_came_too_late_is_decided_again_on_what_is_stored()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        cluster.Mishaps.ToWritesOf(
            person.Id, Wire.After(() => person.Elsewhere.Execute(Asks(Stop(Channel.Sms)))));

        var answer = await person.Here.Execute(Asks(Yes));

        Assert.Equal((null, before + 2), (answer.Refusal, answer.Subject!.Version));
        Assert.Single(answer.Subject.OptOuts.OptOuts);
        Assert.True(answer.Subject.Consents.Consents.Single().At > answer.Subject.OptOuts.OptOuts.Single().At);
        Assert.Single(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_change_that_came_too_late_is_refused_where_the_stored_state_refuses_it()
    {
        var person = await Register(cluster);
        var before = await person.Version();
        cluster.Mishaps.ToWritesOf(
            person.Id, Wire.After(() => person.Elsewhere.Execute(Asks(Stop(Channel.Sms)))));

        var answer = await person.Here.Execute(Asks(Yes) with { ExpectedVersion = before });

        Assert.Equal(StorageRefusals.VersionConflict(before + 1), answer.Refusal);
        Assert.Empty(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_number_that_left_before_the_write_is_no_longer_spoken_for()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.After(() => person.Elsewhere.Execute(
            Asks(new UnlinkIdentifier(person.Number.Digest, UnlinkReason.Reassigned)))));

        var answer = await person.Here.Execute(Asks(Yes) with { By = person.Number.Digest });

        Assert.True(answer.IsNotOwner);
        Assert.Empty(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_change_that_is_told_too_late_though_nobody_wrote_is_made_once()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Stale);

        var answer = await person.Here.Execute(Asks(Yes));

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
        Assert.Single(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task Of_a_change_that_always_comes_too_late_nothing_is_stored_and_that_is_said()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Stale, Wire.Stale, Wire.Stale);

        var fault = await Assert.ThrowsAsync<SubjectMovingException>(() => person.Here.Execute(Asks(Yes)));

        Assert.Equal("UNAVAILABLE", SubjectFaults.RefusalOf(fault)!.Code);
        Assert.Empty(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task Who_cannot_link_a_number_is_told_why_also_where_somebody_else_has_it()
    {
        var owner = await Register(cluster);
        var person = await Register(cluster);
        var link = new LinkIdentifier(owner.Number);

        Assert.Equal("SUBJECT_NOT_FOUND", (await Unknown(cluster).Calls(link, "link")).Refusal!.Code);
        Assert.Equal("IDENTIFIER_TAKEN", (await person.Calls(link, "link")).Refusal!.Code);
        Assert.Equal("VERSION_CONFLICT", (await cluster.Here.Calls.Send(
            new SubjectCall
            {
                Target = new Reference(person.Id, Identifier: null),
                Written = [],
                Command = link,
                Actor = "crm",
                ExpectedVersion = 1_000,
            },
            TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    [Fact]
    public async Task A_refused_write_does_not_move_with_the_subject()
    {
        var owner = await Register(cluster);
        var person = await Register(cluster);
        await person.Here.Execute(Asks(new LinkIdentifier(owner.Number)));

        await cluster.Here.MoveAway(person.Id);

        Assert.Single((await person.Seen()).Identifiers.Links);
    }
}
