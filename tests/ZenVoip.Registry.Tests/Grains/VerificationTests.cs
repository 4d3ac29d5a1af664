using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What <c>verify</c> says of rows that somebody else has written.</summary>
[Collection(GrainTests.Name)]
public sealed class VerificationTests(SubjectCluster cluster)
{
    [Theory]
    [InlineData("relationship")]
    [InlineData("identifier_link")]
    [InlineData("holder_work")]
    [InlineData("rights_request")]
    [InlineData("opt_out")]
    [InlineData("feed")]
    public async Task Rows_whose_subject_is_not_there_are_told(string table)
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Stop(Channel.Sms)) with { By = person.Number.Digest });
        await person.Here.Execute(Asks(new UnlinkIdentifier(person.Number.Digest, UnlinkReason.Disconnected)));
        await person.Here.Execute(Asks(new SubmitRightsRequest
        {
            Controller = Controller.ZenVoip,
            Type = RightsRequestType.Access,
            Manner = RequestManner.WebForm,
        }));
        var request = Assert.Single((await person.Seen()).Rights.Requests).Id;
        await person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        var nobody = NewId();
        Assert.True(await Moved(table, person.Id, nobody) > 0);

        var told = await Verdict(nobody);
        await Moved(table, nobody, person.Id);

        Assert.Equal(JournalFault.RowsOfNobody, told);
        Assert.Equal((JournalFault.None, null), (await Verdict(person.Id), await Verdict(nobody)));
    }

    [Theory]
    [InlineData("status", "ERASED", "ACTIVE")]
    [InlineData("kind", "VISITOR", "CUSTOMER")]
    public async Task Whoever_is_listed_as_something_else_is_told(string column, string other, string own)
    {
        var person = await Register(cluster);
        await cluster.Scalar($"update subject set {column} = '{other}' where id = '{person.Id}'");

        var told = await Verdict(person.Id);
        await cluster.Scalar($"update subject set {column} = '{own}' where id = '{person.Id}'");

        Assert.Equal((JournalFault.SubjectDiffers, JournalFault.None), (told, await Verdict(person.Id)));
    }

    private async Task<long> Moved(string table, string from, string to) => (long)(await cluster.Scalar(
        $"update {table} set subject_id = '{to}' where subject_id = '{from}'; select changes()"))!;

    private async Task<JournalFault?> Verdict(string id)
    {
        JournalFault? found = null;
        var last = "";
        await foreach (var verdict in new Verification(cluster.Database).Run(
            new ChainCheck(cluster.AllKeys.Journal),
            new RowsCheck(new StateReader(cluster.Keys, cluster.Here.Clock)),
            TestContext.Current.CancellationToken))
        {
            Assert.True(string.CompareOrdinal(last, verdict.SubjectId) < 0);
            last = verdict.SubjectId;
            if (verdict.SubjectId == id)
                found = verdict.Fault;
        }
        return found;
    }
}
