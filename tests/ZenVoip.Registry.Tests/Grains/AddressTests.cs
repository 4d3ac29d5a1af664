using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Grains.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A request reaches whom it means, at the version it means.</summary>
[Collection(GrainTests.Name)]
public sealed class AddressTests(SubjectCluster cluster)
{
    [Fact]
    public async Task A_request_by_a_number_that_the_subject_does_not_hold_is_not_its()
    {
        var person = await Register(cluster);
        var before = await person.Version();

        var answer = await person.Here.Execute(Asks(Stop(Channel.Sms)) with
        {
            By = NewNumber().Digest,
            Operation = NewOperation(),
        });

        Assert.Equal((true, null), (answer.IsNotOwner, answer.Refusal));
        Assert.Equal(before, await person.Version());
    }

    [Fact]
    public async Task A_request_by_a_number_that_left_the_subject_is_not_its()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(new UnlinkIdentifier(person.Number.Digest, UnlinkReason.Disconnected)));

        var answer = await person.Here.Execute(Asks(Stop(Channel.Sms)) with { By = person.Number.Digest });

        Assert.True(answer.IsNotOwner);
        Assert.Empty(await person.Journal<OptedOut>());
    }

    [Fact]
    public async Task What_was_answered_not_its_may_be_asked_again_with_the_same_operation()
    {
        var person = await Register(cluster);
        var number = NewNumber();
        var request = Asks(Stop(Channel.Sms)) with { By = number.Digest, Operation = NewOperation() };
        Assert.True((await person.Here.Execute(request)).IsNotOwner);
        await person.Here.Execute(Asks(new LinkIdentifier(number)));

        var answer = await person.Here.Execute(request);

        Assert.Equal((false, 1), (answer.IsReplay, answer.Changes));
    }

    [Fact]
    public async Task A_stranger_is_registered_by_the_number_that_they_said_no_from()
    {
        var person = Unknown(cluster);
        var request = person.Registers() with { By = person.Number.Digest };

        var answer = await person.Here.Execute(request with { Commands = [.. request.Commands, Stop(Channel.Sms)] });

        Assert.Equal((false, null), (answer.IsNotOwner, answer.Refusal));
        Assert.Equal(0, answer.Subject!.OptOuts.OptOuts.Single().Link);
    }

    [Fact]
    public async Task A_request_for_another_version_conflicts_and_is_told_the_present_one()
    {
        var person = await Register(cluster);
        var version = await person.Version();
        var request = Asks(Answer(ConsentStatus.Given)) with { ExpectedVersion = version - 1 };

        var early = await person.Here.Execute(request);
        var exact = await person.Here.Execute(request with { ExpectedVersion = version });

        Assert.Equal(StorageRefusals.VersionConflict(version), early.Refusal);
        Assert.Equal((null, 1), (exact.Refusal, exact.Changes));
    }

    [Fact]
    public async Task A_request_is_carried_out_whole_or_not_at_all()
    {
        var person = await Register(cluster);
        var before = await person.Version();

        var answer = await person.Here.Execute(
            Asks(Answer(ConsentStatus.Given), Answer(ConsentStatus.Given, purpose: "nonsense")));

        Assert.Equal("PURPOSE_UNKNOWN", answer.Refusal?.Code);
        Assert.Equal(before, await person.Version());
    }

    [Fact]
    public async Task A_version_that_is_not_reached_yet_conflicts_too()
    {
        var person = await Register(cluster);
        var request = Asks(Answer(ConsentStatus.Given)) with { ExpectedVersion = await person.Version() + 1 };

        Assert.Equal("VERSION_CONFLICT", (await person.Here.Execute(request)).Refusal!.Code);
    }
}
