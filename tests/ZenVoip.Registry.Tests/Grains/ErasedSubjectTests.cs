using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Somebody erased: the keys go, whatever dies meanwhile, and what is left can be read and verified.</summary>
[Collection(GrainTests.Name)]
public sealed class ErasedSubjectTests(SubjectCluster cluster)
{
    [Fact]
    public async Task The_keys_are_destroyed_after_the_end_is_stored_and_that_is_noted()
    {
        var person = await Erase();
        Assert.Equal(SubjectStatus.Erased, (await person.Seen()).Status);
        Assert.Null((await person.Seen()).Tombstone!.KeyDestroyedAt);
        using (await Key(person.Id))
        {
        }

        await person.Here.Wake();

        Assert.NotNull((await person.Seen()).Tombstone!.KeyDestroyedAt);
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => Key(person.Id));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => Key(SubjectKeyId.EvidenceOf(person.Id)));
        Assert.Null((await person.Seen()).Tombstone!.DestructionDue);
    }

    [Fact]
    public async Task A_destruction_that_died_before_it_was_noted_is_repeated()
    {
        var person = await Erase();
        cluster.Mishaps.ToWritesOf(person.Id, Wire.Lost, Wire.Lost, Wire.Lost);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => person.Here.Wake());
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => Key(person.Id));
        await cluster.Here.Forget(person.Id);
        Assert.Null((await person.Seen()).Tombstone!.KeyDestroyedAt);

        await new Debtor(cluster, person).Sweeper.Sweep();

        Assert.NotNull((await person.Seen()).Tombstone!.KeyDestroyedAt);
        Assert.Single(await person.Journal<KeysDestroyed>());
    }

    [Fact]
    public async Task A_silo_that_knew_the_person_writes_nothing_more()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        await Erase(person);
        await person.Here.Wake();

        var late = await person.Elsewhere.Execute(Asks(Answer(ConsentStatus.Given)));

        Assert.Equal("SUBJECT_ERASED", late.Refusal!.Code);
        Assert.Equal(await person.Version(), (await person.Elsewhere.Read()).Subject!.Version);
    }

    [Fact]
    public async Task The_journal_says_what_happened_and_not_to_whom_but_for_the_proof_of_consent()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        await Erase(person);

        var before = await person.Here.Journal(after: 0, count: 100);
        await person.Here.Wake();
        var after = await person.Here.Journal(after: 0, count: 100);

        Assert.Equal(
            before.Entries.Select(entry => entry.Unreadable?.Name),
            after.Entries.Take(before.Entries.Length).Select(entry => entry.Unreadable?.Name));
        Assert.Equal("subject-registered", after.Entries[0].Unreadable!.Name);
        Assert.Equal("2026-1", Assert.Single(await person.Journal<ConsentAnswered>()).Consent.Evidence.NoticeVersion);
        Assert.IsType<KeysDestroyed>(after.Entries[^1].Event);
        Assert.Equal((await person.Seen()).Version, after.Entries.Length);
    }

    [Fact]
    public async Task It_is_read_from_what_is_stored_and_verifies()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        await Erase(person);
        await person.Here.Wake();

        await cluster.Here.Forget(person.Id);
        await person.Here.Execute(Asks(Stop(Channel.Sms)));

        Assert.Equal(JournalFault.None, await Verdict(person.Id));
        Assert.Single(await person.Journal<OptedOut>());
        Assert.Contains(
            (await person.Seen()).OptOuts.OptOuts, known => known.Source is OptOutSource.Stop && known.Via is not null);
    }

    [Fact]
    public async Task The_number_can_be_linked_again_and_its_noes_stand_beside_it()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Answer(ConsentStatus.Withdrawn)));
        await Erase(person);

        var next = new Person(cluster, NewId(), person.Number);
        Assert.Null((await next.Here.Execute(next.Registers())).Refusal);

        Assert.Equal("OBJECTION", await cluster.Scalar(
            $"select source from opt_out where digest = '{person.Number.Digest.Value}' and lifted_at is null"));
    }

    [Fact]
    public async Task Late_data_is_ordered_deleted_in_the_change_that_refuses_it_however_often_that_is_repeated()
    {
        await Debtor.Holds(cluster);
        var person = await Erase();
        var report = new RecordActivity(Controller.ZenVoip, RetentionEvent.Created, Office.CallRecords);

        var first = await person.Calls(report, "report");
        var again = await person.Calls(report, "report", cluster.Elsewhere);

        var order = Assert.Single((await person.Seen()).Deletions.Orders, order => order.IsOpen);
        Assert.Equal(["SUBJECT_ERASED", "SUBJECT_ERASED"], [first.Refusal!.Code, again.Refusal!.Code]);
        Assert.Equal((order.IssuedAt, order.IssuedAt), (first.Subject!.RecordedAt, again.Subject!.RecordedAt));
        Assert.Equal((order, 0), (Assert.Single((await person.Here.Work([order.Id])).Items).Order, order.Links.Length));
        Assert.Equal(JournalFault.None, await Verdict(person.Id));
    }

    [Fact]
    public async Task Who_lives_on_with_another_ends_with_what_that_one_had()
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        var toAcme = Answer(ConsentStatus.Given) with { Controller = Acme };
        await person.Here.Execute(Asks(toAcme));
        await Erase(person);

        var report = new RecordActivity(
            Controller.ZenVoip, RetentionEvent.Created, Office.CallRecords, Noon.AddYears(-1));
        var late = await person.Calls(report, "late");
        var order = Assert.Single((await person.Seen()).Deletions.Orders, each => each.IsOpen);
        var alive = (await person.Seen()).Status;
        await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
        await person.Here.Execute(Asks(toAcme with { Status = ConsentStatus.Withdrawn }));
        var left = (await person.Seen()).Status;
        await cluster.Pass(Subject.Patience + TimeSpan.FromSeconds(1));
        await person.Here.Wake();
        var gone = (await person.Seen()).Status;
        await person.Here.Wake();

        Assert.Equal("SUBJECT_ERASED", late.Refusal!.Code);
        Assert.Equal((SubjectStatus.Active, SubjectStatus.Active, SubjectStatus.Erased), (alive, left, gone));
        Assert.NotNull((await person.Seen()).Tombstone!.KeyDestroyedAt);
        Assert.Equal(JournalFault.None, await Verdict(person.Id));
    }

    private Task<Person> Erase() => Register(cluster).ContinueWith(known => Erase(known.Result)).Unwrap();

    /// <summary>Whoever holds anything, by what other tests say, deletes it.</summary>
    private static async Task<Person> Erase(Person person)
    {
        await person.DemandsErasure();
        foreach (var order in (await person.Seen()).Deletions.Orders)
            await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
        return person;
    }

    private Task<SubjectKey> Key(string id) => cluster.Keys.Open(id, CancellationToken.None).AsTask();

    private async Task<JournalFault> Verdict(string id)
    {
        var verdicts = new Verification(cluster.Database).Run(
            new ChainCheck(cluster.Here.Get<JournalChain>()),
            new RowsCheck(new StateReader(cluster.Keys, cluster.Here.Clock)),
            TestContext.Current.CancellationToken);
        await foreach (var verdict in verdicts)
            if (verdict.SubjectId == id)
                return verdict.Fault;
        throw new InvalidOperationException("Nobody looked.");
    }
}
