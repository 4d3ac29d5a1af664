using System.Security.Cryptography;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A person with a number that nobody else has, at the silos of a test.</summary>
internal sealed class Person(SubjectCluster cluster, string id, DigestedIdentifier number)
{
    public string Id => id;

    public DigestedIdentifier Number => number;

    public ISubjectGrain Here => cluster.Here.Subject(id);

    public ISubjectGrain Elsewhere => cluster.Elsewhere.Subject(id);

    public static string NewId() => "sub_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static DigestedIdentifier NewNumber() =>
        Told.Phone("+49151" + RandomNumberGenerator.GetInt32(10_000_000, 100_000_000), "DE");

    /// <summary>Somebody whom the registry does not know yet.</summary>
    public static Person Unknown(SubjectCluster cluster) => new(cluster, NewId(), NewNumber());

    /// <summary>A customer.</summary>
    public static async Task<Person> Register(SubjectCluster cluster)
    {
        var person = Unknown(cluster);
        Assert.Null((await person.Here.Execute(person.Registers())).Refusal);
        return person;
    }

    public static Operation NewOperation() => new(NewDigest(), NewDigest());

    public static SubjectRequest Asks(params SubjectCommand[] commands) =>
        new() { Commands = [.. commands], Actor = "crm" };

    public SubjectRequest Registers() =>
        Asks(new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, Told.In("DE"), [number]));

    /// <summary>Asks through the edge, addressed by subject id, with an operation id of this person's own.</summary>
    public Task<CallResult> Calls(SubjectCommand command, string operation, Site? at = null) =>
        (at ?? cluster.Here).Calls.Send(
            new SubjectCall
            {
                Target = new Reference(id, Identifier: null),
                Written = [],
                Command = command,
                Actor = "crm",
                OperationId = $"{operation} of {id}",
            },
            CancellationToken.None);

    /// <summary>Somebody without another request wants what ZenVoIP has deleted, and shows who they are.</summary>
    public async Task DemandsErasure()
    {
        await Here.Execute(Asks(new SubmitRightsRequest
        {
            Controller = Controller.ZenVoip,
            Type = RightsRequestType.Erasure,
            Manner = RequestManner.WebForm,
        }));
        var request = Assert.Single((await Seen()).Rights.Requests);
        Assert.Null((await Here.Execute(Asks(new VerifyRightsRequest(request.Id, "login")))).Refusal);
    }

    /// <summary>The subject as the cluster shows it.</summary>
    public async Task<Subject> Seen() => (await Here.Read()).Subject!;

    public async Task<int> Version() => (await Seen()).Version;

    /// <summary>All events of a kind, as they are stored.</summary>
    public async Task<IReadOnlyList<T>> Journal<T>() where T : SubjectEvent =>
        [.. (await Here.Journal(after: 0, count: 1_000)).Entries.Select(entry => entry.Event).OfType<T>()];

    private static string NewDigest() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
