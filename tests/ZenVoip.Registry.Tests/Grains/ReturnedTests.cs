using Microsoft.Extensions.Logging.Abstractions;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// A database that is put back to a time before an erasure brings the person back, but not the key: they are erased
/// again, by their rows, before anybody decides by those.
/// </summary>
[Collection(GrainTests.Name)]
public sealed class ReturnedTests(SubjectCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_told_by_verify_and_erased_again_and_every_no_is_kept()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(
            Answer(ConsentStatus.Given), Answer(ConsentStatus.Withdrawn, Channel.Voice), Stop(Channel.Voice)));
        await person.Here.Execute(Asks(Stop()) with { By = person.Number.Digest });
        await ComeBack(person);
        Assert.Equal(JournalFault.KeyDestroyed, await Verdict(person.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => person.Here.Execute(Asks(Stop())));

        await Burials().Run(Cancellation);

        Assert.Equal(JournalFault.None, await Verdict(person.Id));
        Assert.Equal("ERASED", await cluster.Scalar($"select status from subject where id = '{person.Id}'"));
        Assert.Equal(0L, await cluster.Scalar(
            $"select count(*) from identifier_link where subject_id = '{person.Id}' and unlinked_at is null"));
        Assert.Equal(3L, await cluster.Scalar("select count(distinct source || coalesce(channel, '')) from opt_out "
            + $"where digest = '{person.Number.Digest.Value}' and lifted_at is null"));
        var next = new Person(cluster, NewId(), person.Number);
        Assert.Null((await next.Here.Execute(next.Registers())).Refusal);
    }

    [Fact]
    public async Task They_hear_a_no_again_and_their_end_goes_on_as_any_does()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        await ComeBack(person);
        await Burials().Run(Cancellation);

        Assert.Null((await person.Here.Execute(Asks(Stop(Channel.Sms)))).Refusal);
        // Long enough for a sweeper to take it for overdue, whatever it has looked at already.
        await cluster.Pass(TimeSpan.FromMinutes(2));
        await new Debtor(cluster, person).Sweeper.Sweep();

        Assert.NotNull((await person.Seen()).Tombstone!.KeyDestroyedAt);
        // The proof of what was agreed to has a key of its own, and its time begins anew.
        Assert.Single(await person.Journal<ConsentAnswered>());
        Assert.True(await new Debtor(cluster, person).Due() > cluster.Here.Clock.GetUtcNow().AddYears(1));
        Assert.Equal(JournalFault.None, await Verdict(person.Id));
        var version = await person.Version();
        await Burials().Run(Cancellation);
        Assert.Equal(version, await person.Version());
    }

    [Fact]
    public async Task What_holders_were_asked_for_is_still_asked_of_them()
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        await person.DemandsErasure();
        var asked = (await person.Seen()).Deletions.Orders.Where(order => order.IsOpen).ToList();
        Assert.NotEmpty(asked);
        await ComeBack(person);

        await Burials().Run(Cancellation);

        Assert.Equal(JournalFault.None, await Verdict(person.Id));
        foreach (var order in asked)
            Assert.Null((await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }))).Refusal);
        Assert.Equal(JournalFault.None, await Verdict(person.Id));
        Assert.Equal(0L, await cluster.Scalar(
            $"select count(*) from rights_request where subject_id = '{person.Id}'"));
    }

    [Fact]
    public async Task Tasks_are_taken_back_from_whoever_had_them_and_what_was_to_be_told_of_that_still_is()
    {
        await Debtor.Holds(cluster);
        await cluster.Scalar("update holder_system set webhook_url = 'https://x.example' where name = 'store'");
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Desk.Ask(RightsRequestType.Portability)));
        await person.Here.Execute(Asks(Desk.Ask(RightsRequestType.Access)));
        var requests = (await person.Seen()).Rights.Requests;
        foreach (var request in requests)
            await person.Here.Execute(Asks(new VerifyRightsRequest(request.Id, "login")));
        await person.Here.Execute(Asks(new WithdrawRightsRequest(requests[0].Id)));
        var tasks = (await person.Seen()).Deletions.Tasks;
        Assert.Equal(tasks.Where(task => !task.IsOpen).Select(task => task.Id), await TakenBack());
        Assert.Contains(tasks, task => task.IsOpen);
        await ComeBack(person);

        await Burials().Run(Cancellation);

        Assert.Equal(tasks.Select(task => task.Id).Order(), (await TakenBack()).Order());

        async Task<string[]> TakenBack() => ((string)(await cluster.Scalar(
            $"select group_concat(about) from notice where subject_id = '{person.Id}' and system = 'store' "
            + $"and type = '{NoticeRow.TaskTakenBack}' and kind = 'EXPORT'"))!).Split(',');
    }

    [Fact]
    public async Task Somebody_whose_tombstone_cannot_be_read_any_more_still_keeps_a_no()
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        // A tax law keeps it, and the tombstone the identifiers by which it is found.
        await person.Here.Execute(Asks(new RecordActivity(Controller.ZenVoip, RetentionEvent.Created, Office.Billing)));
        await person.DemandsErasure();
        foreach (var order in (await person.Seen()).Deletions.Orders)
            await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
        var erasedAt = (await person.Seen()).Tombstone!.ErasedAt;
        await cluster.Here.Forget(person.Id);
        await cluster.Destroy(SubjectKeyId.EvidenceOf(person.Id));
        Assert.Equal(JournalFault.KeyDestroyed, await Verdict(person.Id));
        await cluster.Pass(TimeSpan.FromMinutes(1));

        await Burials().Run(Cancellation);
        await Wait.Until(HearsStop, () => "the tombstone was not read in time");

        Assert.Equal(erasedAt, (await person.Seen()).Tombstone!.ErasedAt);
        Assert.Equal(1L, await cluster.Scalar(
            $"select count(*) from opt_out where digest = '{person.Number.Digest.Value}' and source = 'STOP'"));
        Assert.Equal(JournalFault.None, await Verdict(person.Id));

        // A reminder may have woken them before the burial: that call fails with the waking, and the next one does not.
        async Task<bool> HearsStop()
        {
            try
            {
                return (await person.Here.Execute(Asks(Stop(Channel.Sms)))).Refusal is null;
            }
            catch (SubjectKeyDestroyedException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Nothing_is_built_on_a_journal_that_is_not_whole()
    {
        var person = await Register(cluster);
        await ComeBack(person);
        var kept = (byte[])(await cluster.Scalar($"select body from journal where subject_id = '{person.Id}'"))!;
        await cluster.Scalar($"update journal set body = link where subject_id = '{person.Id}' and sequence = 1");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Burials().Run(Cancellation));

        Assert.Contains(person.Id, refused.Message, StringComparison.Ordinal);
        await cluster.Scalar($"update journal set body = x'{Convert.ToHexString(kept)}' "
            + $"where subject_id = '{person.Id}' and sequence = 1");
        await Burials().Run(Cancellation);
        Assert.Equal(JournalFault.None, await Verdict(person.Id));
    }

    /// <summary>As if the erasure, which ended with the destruction, had never been written.</summary>
    private async Task ComeBack(Person person)
    {
        await cluster.Here.Forget(person.Id);
        await cluster.Destroy(person.Id);
    }

    private Burials Burials() => new(
        cluster.AllKeys,
        new RemainsRows(cluster.Database),
        new JournalRows(cluster.Database),
        new ChainCheck(cluster.AllKeys.Journal),
        cluster.Here.Get<Burial>(),
        Rules,
        cluster.Here.Clock,
        NullLogger<Burials>.Instance);

    private async Task<JournalFault> Verdict(string id)
    {
        var verdicts = new Verification(cluster.Database).Run(
            new ChainCheck(cluster.AllKeys.Journal),
            new RowsCheck(new StateReader(cluster.Keys, cluster.Here.Clock)),
            Cancellation);
        await foreach (var verdict in verdicts)
            if (verdict.SubjectId == id)
                return verdict.Fault;
        throw new InvalidOperationException("Nobody looked.");
    }
}
