using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Clocks of silos differ; what is recorded of a subject is in order all the same.</summary>
[Collection(GrainTests.Name)]
public sealed class RecordedTimeTests(SubjectCluster cluster)
{
    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);

    [Fact]
    public async Task The_clock_is_recorded_where_it_is_ahead()
    {
        var person = await Register(cluster);
        cluster.Here.Clock.Advance(TimeSpan.FromMinutes(1));

        await person.Here.Execute(Asks(Yes));

        Assert.Equal(cluster.Here.Clock.GetUtcNow(), (await person.Seen()).RecordedAt);
    }

    [Fact]
    public async Task A_slow_silo_records_one_tick_after_what_is_recorded()
    {
        var person = await Register(cluster);
        cluster.Here.Clock.Advance(TimeSpan.FromHours(1));
        await person.Here.Execute(Asks(Yes));
        var recorded = (await person.Seen()).RecordedAt;

        await person.Elsewhere.Execute(Asks(Stop(Channel.Sms)));

        await cluster.Here.Forget(person.Id);
        Assert.True(cluster.Elsewhere.Clock.GetUtcNow() < recorded);
        Assert.Equal(recorded + Instants.Step, (await person.Seen()).RecordedAt);
    }

    [Fact]
    public async Task A_no_said_at_a_slow_silo_ends_a_grant_that_was_recorded_before_it()
    {
        var person = await Register(cluster);
        cluster.Here.Clock.Advance(TimeSpan.FromHours(1));
        await person.Here.Execute(Asks(Yes));

        await person.Elsewhere.Execute(Asks(Answer(ConsentStatus.Withdrawn)));

        await cluster.Here.Forget(person.Id);
        var consent = Assert.Single((await person.Seen()).Consents.Consents);
        Assert.Equal(ConsentStatus.Withdrawn, consent.Status);
    }

    [Fact]
    public async Task A_grant_recorded_by_a_slow_silo_ends_with_the_no_that_comes_after_it()
    {
        var person = await Register(cluster);
        cluster.Here.Clock.Advance(TimeSpan.FromHours(1));
        await person.Here.Execute(Asks(Stop(Channel.Sms)));
        await person.Elsewhere.Execute(Asks(Yes));
        await cluster.Here.Forget(person.Id);

        await person.Here.Execute(Asks(Stop(Channel.Sms)));

        var seen = await person.Seen();
        Assert.True(seen.OptOuts.OptOuts.Single().At > seen.Consents.Consents.Single().At);
        var times = (await person.Journal<SubjectEvent>()).Select(@event => @event.RecordedAt).ToList();
        Assert.Equal(times.Order(), times);
    }
}
