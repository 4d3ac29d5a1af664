using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    private DecisionFacts Facts => silo.Get<DecisionFacts>();

    [Fact]
    public async Task The_holder_of_a_number_is_found_by_it_and_by_id_with_the_committed_profile()
    {
        var number = StoredSubject.NewDigest();
        var subject = new StoredSubject(silo.Grains)
        {
            Profile = StoredSubject.ProfileOf(new() { Status = SubjectStatus.Restricted, SuspectedMinor = true }),
        };
        await subject.Write([StoredSubject.Link(number, number: 3)]);
        await subject.Write();

        var byDigest = Assert.Single((await ByDigest(number)).People);
        var byId = Assert.Single((await Facts.One(FactsKey.Id(subject.Id), Cancellation)).People);

        Assert.Equal((subject.Id, 2, 3), (byDigest.SubjectId, byDigest.Version, byDigest.Link));
        Assert.Equal((SubjectStatus.Restricted, true), (byDigest.Profile.Status, byDigest.Profile.SuspectedMinor));
        Assert.Equal((subject.Id, 2, null), (byId.SubjectId, byId.Version, byId.Link));
    }

    [Fact]
    public async Task Nobody_is_known_by_a_new_number_or_a_new_id()
    {
        Assert.Same(Domain.Decisions.Facts.Nobody, await ByDigest(StoredSubject.NewDigest()));
        Assert.Same(Domain.Decisions.Facts.Nobody, await Facts.One(FactsKey.Id(StoredSubject.NewId()), Cancellation));
    }

    [Fact]
    public async Task An_opt_out_outlives_the_link_and_meets_the_next_holder_of_the_number()
    {
        var (number, other) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        var first = NewSubject();
        await first.Write([StoredSubject.Link(number)], [StoredSubject.OptOut(number), StoredSubject.OptOut(other, 1)]);
        await first.Write([StoredSubject.Link(number, until: StoredSubject.Noon)]);

        var unheld = await ByDigest(number);
        Assert.Empty(unheld.People);
        Assert.Equal((null, null), Place(Assert.Single(unheld.OptOuts)));
        Assert.Empty((await Facts.One(FactsKey.Id(first.Id), Cancellation)).OptOuts);

        var second = NewSubject();
        await second.Write([StoredSubject.Link(number, number: 4)]);
        var expected = new DigestOptOut(second.Id, 4, Controller.ZenVoip, Purpose.TryParse("marketing"), Channel.Sms,
            OptOutSource.Stop, StoredSubject.Noon);
        Assert.Equal(expected, Assert.Single((await ByDigest(number)).OptOuts));
        Assert.Equal(expected, Assert.Single((await Facts.One(FactsKey.Id(second.Id), Cancellation)).OptOuts));
    }

    [Fact]
    public async Task Asked_by_one_number_the_opt_outs_of_the_holders_other_numbers_come_too_and_lifted_ones_never()
    {
        var (asked, other, lifted) = (StoredSubject.NewDigest(), StoredSubject.NewDigest(), StoredSubject.NewDigest());
        await NewSubject().Write(optOuts: [StoredSubject.OptOut(other), StoredSubject.OptOut(lifted, 1)]);
        var holder = NewSubject();
        await holder.Write(
            [StoredSubject.Link(asked), StoredSubject.Link(other, 1), StoredSubject.Link(lifted, 2)],
            [StoredSubject.OptOut(lifted)]);
        await holder.Write(optOuts: [StoredSubject.OptOut(lifted, lifted: StoredSubject.Noon.AddDays(1))]);

        var found = await ByDigest(asked);

        Assert.Equal([(holder.Id, 1), (holder.Id, 2)], found.OptOuts.Select(Place).Order());
    }

    [Fact]
    public async Task A_shared_identifier_means_several_people_each_with_the_opt_outs_of_theirs()
    {
        var (shared, own) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        StoredSubject first = NewSubject(), second = NewSubject();
        await first.Write([StoredSubject.Link(shared, exclusive: false)], [StoredSubject.OptOut(shared)]);
        await second.Write([StoredSubject.Link(shared, number: 5, exclusive: false), StoredSubject.Link(own, 6)]);
        await NewSubject().Write(optOuts: [StoredSubject.OptOut(own)]);

        var found = await ByDigest(shared);

        string[] ids = [first.Id, second.Id];
        Assert.Equal(ids.Order(StringComparer.Ordinal), found.People.Select(person => person.SubjectId));
        (string?, int?)[] expected = [(first.Id, 0), (second.Id, 5), (second.Id, 6)];
        Assert.Equal(expected.Order(), found.OptOuts.Select(Place).Order());
    }

    /// <summary>Of a carrier's address or a large account, one more is read than may be: enough to say no.</summary>
    [Fact]
    public async Task Of_very_many_who_share_an_identifier_one_too_many_is_read_and_of_what_they_said_each_thing_once()
    {
        var (shared, kept) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        var people = Enumerable.Range(0, 250).Select(_ => NewSubject()).ToArray();
        await Parallel.ForEachAsync(people.Index(), Cancellation, async (one, _) => await one.Item.Write(
            [StoredSubject.Link(shared, exclusive: false)],
            [StoredSubject.OptOut(kept) with { At = StoredSubject.Noon.AddDays(one.Index) }]));

        var crowd = await ByDigest(shared);
        Assert.True(crowd.AreCut);
        Assert.Equal(Domain.Decisions.Facts.MaxPeople + 1, crowd.People.Length);
        Assert.True((await Facts.Many([FactsKey.Digest(shared)], Cancellation).SingleAsync(Cancellation)).AreCut);
        Assert.Equal(
            StoredSubject.Noon.AddDays(249), Assert.Single((await ByDigest(kept)).OptOuts).At);

        foreach (var one in people[Domain.Decisions.Facts.MaxPeople..])
            await one.Write([StoredSubject.Link(shared, exclusive: false, until: StoredSubject.Noon)]);
        var few = await ByDigest(shared);
        Assert.False(few.AreCut);
        Assert.Equal(
            people[..Domain.Decisions.Facts.MaxPeople].Select(one => one.Id).Order(StringComparer.Ordinal),
            few.People.Select(one => one.SubjectId));
    }

    /// <summary>Read for each of those who share it, they would take longer than a decision may.</summary>
    [Fact]
    public async Task Very_many_noes_by_an_identifier_that_very_many_share_are_read_once()
    {
        const int noes = 30_000;
        var shared = StoredSubject.NewDigest();
        var people = Enumerable.Range(0, Domain.Decisions.Facts.MaxPeople).Select(_ => NewSubject()).ToArray();
        await Parallel.ForEachAsync(people, Cancellation, async (one, _) =>
            await one.Write([StoredSubject.Link(shared, exclusive: false)], [StoredSubject.OptOut(shared)]));
        await using (var connection = await silo.Get<RegistryDatabase>().Source.OpenConnectionAsync(Cancellation))
        {
            await using var copies = connection.Command("""
                with recursive copy (number) as (select 1 union all select number + 1 from copy where number < @noes)
                insert into opt_out (subject_id, number, digest, controller, purpose, channel, source, at, lifted_at)
                select o.subject_id, o.number + c.number, o.digest, o.controller, o.purpose, o.channel, o.source, o.at,
                    o.lifted_at
                from opt_out o, copy c
                where o.subject_id = @subject
                """).With("noes", noes).With("subject", people[0].Id);
            await copies.ExecuteNonQueryAsync(Cancellation);
        }

        var found = await ByDigest(shared).AsTask().WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

        Assert.Equal(people.Select(one => one.Id).Order(), found.OptOuts.Select(optOut => optOut.SubjectId).Order());
    }

    [Fact]
    public async Task Many_answer_in_their_order_like_one_by_one()
    {
        var subjects = Enumerable.Range(0, 30).Select(_ => NewSubject()).ToArray();
        var numbers = subjects.Select(_ => StoredSubject.NewDigest()).ToArray();
        await Task.WhenAll(subjects.Zip(numbers, (subject, number) => subject.Write([StoredSubject.Link(number)])));
        FactsKey[] keys =
        [
            .. numbers.Select(FactsKey.Digest),
            .. Enumerable.Range(0, 1_000).Select(_ => FactsKey.Digest(StoredSubject.NewDigest())),
            .. subjects.Select(subject => FactsKey.Id(subject.Id)),
            .. numbers.Select(FactsKey.Digest),
        ];

        var many = await Facts.Many(keys, Cancellation).ToArrayAsync(Cancellation);
        var single = await Task.WhenAll(numbers.Select(number => ByDigest(number).AsTask()));

        string?[] ids = [.. subjects.Select(subject => subject.Id)];
        Assert.Equal(
            [.. ids, .. Enumerable.Repeat<string?>(null, 1_000), .. ids, .. ids],
            many.Select(facts => facts.People.SingleOrDefault()?.SubjectId));
        Assert.Equal(ids, single.Select(facts => facts.People.Single().SubjectId));
    }

    [Fact]
    public async Task An_acknowledged_write_is_seen_by_every_later_question_under_load()
    {
        var number = StoredSubject.NewDigest();
        var subject = NewSubject();
        await subject.Write([StoredSubject.Link(number)]);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Facts.One(FactsKey.Digest(StoredSubject.NewDigest()), CancellationToken.None);
            }
        })).ToArray();

        for (var version = 2; version < 60; version++)
        {
            await subject.Write();
            Assert.Equal(version, (await ByDigest(number)).People.Single().Version);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
    }

    [Fact]
    public async Task Who_stops_waiting_disturbs_nobody_and_an_unreadable_profile_is_a_fault_for_its_asker_alone()
    {
        var (number, broken) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        await NewSubject().Write([StoredSubject.Link(number)]);
        await new StoredSubject(silo.Grains) { Profile = "[" }.Write([StoredSubject.Link(broken)]);
        using var gone = new CancellationTokenSource();

        await gone.CancelAsync();
        var left = Facts.One(FactsKey.Digest(number), gone.Token).AsTask();
        var waiting = Enumerable.Range(0, 50).Select(_ => ByDigest(number).AsTask()).ToArray();
        var unreadable = ByDigest(broken).AsTask();

        Assert.All(await Task.WhenAll(waiting), facts => Assert.Single(facts.People));
        await Assert.ThrowsAnyAsync<Exception>(() => unreadable);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
    }

    [Fact]
    public async Task A_link_without_its_subject_is_a_fault()
    {
        var digest = StoredSubject.NewDigest();
        await silo.Scalar($"""
            insert into identifier_link (subject_id, number, digest, type, exclusive, linked_at)
            values ('sub_lost', 0, '{digest}', 'PHONE', true, '2026-03-01T12:00:00.000000Z')
            """);
        try
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ByDigest(digest).AsTask());
        }
        finally
        {
            await silo.Scalar("delete from identifier_link where subject_id = 'sub_lost'");
        }
    }

    private static (string? Subject, int? Link) Place(DigestOptOut optOut) => (optOut.SubjectId, optOut.Link);

    private ValueTask<Facts> ByDigest(string digest) => Facts.One(FactsKey.Digest(digest), Cancellation);
}
