using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A silo that was cut off remembers a subject as it was, and says nothing on that word alone.</summary>
[Collection(GrainTests.Name)]
public sealed class SiloBehindTests(SubjectCluster cluster)
{
    [Fact]
    public async Task A_no_is_heard_by_a_silo_that_does_not_know_of_the_registration()
    {
        var person = Unknown(cluster);
        Assert.Null((await person.Elsewhere.Read()).Subject);
        await person.Here.Execute(person.Registers());

        var answer = await person.Elsewhere.Execute(Asks(Stop(Channel.Sms)));

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
        Assert.Single(await person.Journal<OptedOut>());
    }

    [Fact]
    public async Task A_no_is_heard_by_a_silo_that_does_not_know_of_the_number()
    {
        var person = await Register(cluster);
        var number = NewNumber();
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(new LinkIdentifier(number)));

        var answer = await person.Elsewhere.Execute(Asks(Stop(Channel.Sms)) with { By = number.Digest });

        Assert.Equal((false, null, 1), (answer.IsNotOwner, answer.Refusal, answer.Changes));
    }

    [Fact]
    public async Task The_stored_version_is_the_one_that_is_compared()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        var version = await person.Version();

        var answer = await person.Elsewhere.Execute(Asks(Stop(Channel.Sms)) with { ExpectedVersion = version });

        // A STOP is two entries: the clock of the proof of what it revoked starts.
        Assert.Equal((null, version + 2), (answer.Refusal, answer.Subject!.Version));
    }

    [Fact]
    public async Task What_was_undone_since_is_not_taken_for_done()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(new UnlinkIdentifier(person.Number.Digest, UnlinkReason.Mistake)));

        var answer = await person.Elsewhere.Execute(Asks(new LinkIdentifier(person.Number)));

        Assert.NotEqual(0, answer.Changes);
        Assert.NotNull(answer.Subject!.Identifiers.Holds(person.Number.Digest));
    }

    /// <summary>Else a change would be made to what it knew, and written over what it has missed.</summary>
    [Fact]
    public async Task What_cannot_be_read_of_a_newer_version_leaves_no_older_one_behind()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(Stop(Channel.Sms)));
        cluster.Keys.LoseOnce(person.Id);

        // Nothing is to be written, so it looks whether it has missed something, and cannot open that.
        await Assert.ThrowsAsync<TimeoutException>(
            () => person.Elsewhere.Execute(Asks(new LinkIdentifier(person.Number))));
        var answer = await person.Elsewhere.Execute(Asks(Answer(ConsentStatus.Given)));

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
        await cluster.Here.Forget(person.Id);
        Assert.Single((await person.Seen()).OptOuts.OptOuts);
        Assert.Single((await person.Seen()).Consents.Consents);
    }

    [Fact]
    public async Task Without_the_database_nothing_is_refused()
    {
        var person = await Register(cluster);
        cluster.Mishaps.ToReadsOf(person.Id, Wire.Lost);

        var fault = await Record.ExceptionAsync(
            () => person.Here.Execute(Asks(Answer(ConsentStatus.Given, purpose: "nonsense"))));
        var answer = await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));

        Assert.NotNull(fault);
        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));
    }
}
