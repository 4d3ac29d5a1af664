using System.Security.Cryptography;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A no by an identifier that many share is told to each of them, also when one cannot be told.</summary>
[Collection(GrainTests.Name)]
public sealed class SharedNoTests(SubjectCluster cluster)
{
    private const int People = 40;

    private static readonly RecordOptOut No = Stop(at: Noon);

    [Fact]
    public async Task Who_cannot_be_told_keeps_it_from_nobody_and_a_repetition_reaches_them()
    {
        var account = Identifier(IdentifierType.Account, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        var people = new List<Person>();
        for (var one = 0; one < People; one++)
        {
            people.Add(await Register(cluster));
            await people[^1].Here.Execute(Asks(new LinkIdentifier(account)));
        }
        var deaf = people.MinBy(one => one.Id, StringComparer.Ordinal)!;
        // It has said so already, so nothing is to be written, and the look whether that is so fails.
        await deaf.Here.Execute(Asks(No) with { By = account.Digest });
        cluster.Mishaps.ToReadsOf(deaf.Id, _ => throw new OrleansException("The database is gone."));

        var fault = await Assert.ThrowsAsync<OutcomeUnknownException>(() => Say(account));
        Assert.Equal("OUTCOME_UNKNOWN", SubjectFaults.RefusalOf(fault)!.Code);
        Assert.All(people, one => Assert.Single(cluster.Here.Subject(one.Id).Read().Result.Subject!.OptOuts.OptOuts));

        // Who has it on record is not told again: of very many, each repetition reaches others.
        foreach (var told in people.Where(one => one != deaf))
            cluster.Mishaps.ToReadsOf(told.Id, _ => throw new OrleansException("They were asked again."));
        Assert.Null((await Say(account)).Refusal);
        foreach (var one in people)
            Assert.Single(await one.Journal<OptedOut>());
    }

    [Fact]
    public async Task Where_nobody_could_be_told_nothing_was_stored()
    {
        var account = Identifier(IdentifierType.Account, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        for (var one = 0; one < 2; one++)
        {
            var person = await Register(cluster);
            await person.Here.Execute(Asks(new LinkIdentifier(account)));
            await person.Here.Execute(Asks(No) with { By = account.Digest });
            cluster.Mishaps.ToReadsOf(person.Id, _ => throw new OrleansException("The database is gone."));
        }

        var fault = await Assert.ThrowsAsync<OrleansException>(() => Say(account));

        Assert.Equal("UNAVAILABLE", SubjectFaults.RefusalOf(fault)!.Code);
    }

    private Task<CallResult> Say(DigestedIdentifier account) => cluster.Here.Calls.Send(
        new SubjectCall
        {
            Target = new Reference(SubjectId: null, account),
            Written = [],
            Command = No,
            Actor = "crm",
            OperationId = $"no of {account.Digest}",
        },
        TestContext.Current.CancellationToken);
}
