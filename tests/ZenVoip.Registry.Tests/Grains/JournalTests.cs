using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What happened to a subject, and what it was then.</summary>
[Collection(GrainTests.Name)]
public sealed class JournalTests(SubjectCluster cluster)
{
    [Fact]
    public async Task Nothing_happened_to_somebody_who_is_not_registered()
    {
        var person = Unknown(cluster);

        Assert.Empty((await person.Here.Journal(after: 0, count: 10)).Entries);
        Assert.Null((await person.Here.ReadAt(1)).Subject);
        Assert.Null((await person.Here.Read()).Subject);
    }

    [Fact]
    public async Task A_subject_is_shown_as_it_was_at_a_version()
    {
        var person = await Register(cluster);
        var registered = await person.Version();
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        // With it, the clock of the proof starts.
        await person.Here.Execute(Asks(Answer(ConsentStatus.Withdrawn)));

        Assert.Empty((await At(registered)).Consents.Consents);
        Assert.Equal(ConsentStatus.Given, (await At(registered + 1)).Consents.Consents.Single().Status);
        Assert.Equal(ConsentStatus.Withdrawn, (await At(registered + 2)).Consents.Consents.Single().Status);
        Assert.Equal(registered + 3, (await At(registered + 9)).Version);
        // Replayed from what is stored of each entry, it is what is stored of the whole.
        Assert.Equal(Life.Text(await person.Seen()), Life.Text(await At(registered + 9)));
        Assert.Null((await person.Here.ReadAt(0)).Subject);

        async Task<Domain.Subjects.Subject> At(int version)
        {
            var subject = (await person.Here.ReadAt(version)).Subject!;
            Assert.True(subject.Version <= version);
            return subject;
        }
    }

    [Fact]
    public async Task A_silo_that_is_behind_shows_a_version_that_it_has_not_seen()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));

        var seen = (await person.Elsewhere.ReadAt(await person.Version())).Subject!;

        Assert.Single(seen.Consents.Consents);
    }

    [Fact]
    public async Task A_journal_is_read_in_pages()
    {
        var person = await Register(cluster);
        var operation = NewOperation();
        await person.Here.Execute(
            Asks(Answer(ConsentStatus.Given)) with { Actor = "sign-up", Operation = operation });
        var version = await person.Version();

        var last = await person.Here.Journal(after: version - 1, count: 10);
        var first = await person.Here.Journal(after: 0, count: version - 1);

        Assert.Equal("sign-up", Assert.Single(last.Entries).Actor);
        Assert.Equal(operation.Key, last.Entries[0].Operation);
        Assert.IsType<ConsentAnswered>(last.Entries[0].Event);
        Assert.Equal(version - 1, first.Entries.Length);
        Assert.All(first.Entries, entry => Assert.Equal("crm", entry.Actor));
    }
}
