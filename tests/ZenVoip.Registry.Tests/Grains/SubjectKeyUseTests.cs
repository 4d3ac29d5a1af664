using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A subject's data key is stored before anything is sealed with it, and is made once.</summary>
[Collection(GrainTests.Name)]
public sealed class SubjectKeyUseTests(SubjectCluster cluster)
{
    [Fact]
    public async Task The_key_is_stored_before_the_first_write()
    {
        var person = Unknown(cluster);
        var held = cluster.Mishaps.HoldWriteOf(person.Id);
        var writing = person.Here.Execute(person.Registers());
        await held.Arrived;

        using var key = await cluster.Keys.Open(person.Id, CancellationToken.None);
        held.Release();
        await writing;

        Assert.Equal(person.Id, key.SubjectId);
    }

    [Fact]
    public async Task A_registered_subject_never_gets_another_key()
    {
        var person = await Register(cluster);

        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        await cluster.Here.Forget(person.Id);
        await person.Here.Execute(Asks(Stop(Channel.Sms)));
        await person.Elsewhere.Execute(Asks(Answer(ConsentStatus.Withdrawn)));

        Assert.Equal(1, cluster.Keys.TimesMade(person.Id));
    }

    [Fact]
    public async Task A_registration_that_is_repeated_finds_the_key_of_the_first_attempt()
    {
        var person = Unknown(cluster);
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Lost);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Here.Execute(person.Registers()));
        byte[] sealedByFirst;
        using (var first = await cluster.Keys.Open(person.Id, CancellationToken.None))
            sealedByFirst = first.Seal([1, 2, 3], SealPurpose.State, number: 0);

        Assert.Null((await person.Here.Execute(person.Registers())).Refusal);

        using var second = await cluster.Keys.Open(person.Id, CancellationToken.None);
        Assert.Equal([1, 2, 3], second.Open(sealedByFirst, SealPurpose.State, number: 0));
    }

    [Fact]
    public async Task A_destroyed_key_is_not_made_again_for_a_late_change()
    {
        var person = await Register(cluster);
        await cluster.Destroy(person.Id);

        var fault = await Record.ExceptionAsync(() => person.Here.Execute(Asks(Answer(ConsentStatus.Given))));

        Assert.NotNull(fault);
        Assert.Equal(1, cluster.Keys.TimesMade(person.Id));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(
            () => cluster.Keys.Open(person.Id, CancellationToken.None).AsTask());
    }
}
