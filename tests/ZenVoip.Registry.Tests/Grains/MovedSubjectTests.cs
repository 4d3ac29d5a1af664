using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A silo is killed, and its subjects go on at another one.</summary>
[Collection(GrainTests.Name)]
public sealed class MovedSubjectTests(SubjectCluster cluster)
{
    [Fact]
    public async Task A_subject_whose_silo_is_killed_goes_on_where_it_was_and_knows_its_operations()
    {
        var person = await Register(cluster);
        var first = await person.Calls(Answer(ConsentStatus.Given), "sign-up");

        await cluster.Here.KillSiloOf(person.Id);

        Assert.Equal(first.Subject!.Version, await person.Version());
        var replayed = await person.Calls(Answer(ConsentStatus.Given), "sign-up");
        Assert.Equal((null, first.Subject.Version), (replayed.Refusal, replayed.Subject!.Version));
        Assert.Single(await person.Journal<ConsentAnswered>());
        var next = await person.Calls(Stop(Channel.Sms), "stop");
        // A STOP is two entries: the clock of the proof of what it revoked starts.
        Assert.Equal((null, first.Subject.Version + 2), (next.Refusal, next.Subject!.Version));
    }
}
