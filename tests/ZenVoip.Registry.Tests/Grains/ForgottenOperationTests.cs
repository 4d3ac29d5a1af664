using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// The id of whoever is registered follows from the operation's, and lives longer: an operation that is not remembered
/// any more registers somebody new, once.
/// </summary>
[Collection(GrainTests.Name)]
public sealed class ForgottenOperationTests(SubjectCluster cluster)
{
    private readonly DigestedIdentifier number = NewNumber();

    [Fact]
    public async Task Whoever_gets_the_number_next_is_registered_by_the_same_operation_id()
    {
        var first = await Registers("newcomer");
        await cluster.Here.Subject(first.Subject!.Id).Execute(
            Asks(new UnlinkIdentifier(number.Digest, UnlinkReason.Disconnected)));
        Assert.Equal(first.Subject.Id, (await Registers("newcomer")).Subject?.Id);
        await cluster.Scalar($"delete from operation where subject_id = '{first.Subject.Id}'");

        var next = await Task.WhenAll(Registers("newcomer"), Registers("newcomer"), Registers("newcomer"));

        Assert.All(next, each => Assert.Equal((null, next[0].Subject!.Id), (each.Refusal, each.Subject!.Id)));
        Assert.NotEqual(first.Subject.Id, next[0].Subject!.Id);
    }

    [Fact]
    public async Task Whoever_was_registered_and_erased_after_the_restored_point_can_come_back()
    {
        var first = await Registers("returned");
        var id = first.Subject!.Id;
        await cluster.Here.Forget(id);
        await cluster.Destroy(id);
        foreach (var (table, column) in new[]
        {
            ("grain_state", "grain_id_ext"), ("subject", "id"), ("journal", "subject_id"), ("feed", "subject_id"),
            ("identifier_link", "subject_id"), ("relationship", "subject_id"), ("operation", "subject_id"),
        })
            await cluster.Scalar($"delete from {table} where {column} = '{id}'");

        var back = await Registers("returned");

        Assert.Null(back.Refusal);
        Assert.NotEqual(id, back.Subject!.Id);
        Assert.Equal(back.Subject.Id, (await Registers("returned")).Subject!.Id);
    }

    private Task<CallResult> Registers(string operation) => cluster.Here.Registration.Register(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [number]),
        ["written"],
        returnOwner: false,
        "crm",
        $"{operation} {number.Digest.Value}",
        TestContext.Current.CancellationToken);
}
