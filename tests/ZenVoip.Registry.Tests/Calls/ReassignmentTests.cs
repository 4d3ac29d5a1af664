using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>A number changes hands while people say STOP by it, in every order that a seed can think of.</summary>
public sealed class ReassignmentTests
{
    private const int Interleavings = 10_000;
    private const int Stops = 3;

    private static readonly DigestedIdentifier Number = Phone("+4930123456", "DE");

    [Fact]
    public void No_stop_is_lost_or_lands_on_who_does_not_hold_the_number()
    {
        for (var seed = 0; seed < Interleavings; seed++)
        {
            if (Finding(seed, Fault.None) is { } finding)
                Assert.Fail($"seed {seed}: {finding}");
        }
    }

    [Theory]
    [InlineData(nameof(Fault.NoOwnerCheck))]
    [InlineData(nameof(Fault.OneTry))]
    [InlineData(nameof(Fault.NoQueue))]
    public void The_model_notices_what_is_broken(string fault) => Assert.Contains(
        Enumerable.Range(0, 200), seed => Finding(seed, Enum.Parse<Fault>(fault)) is not null);

    /// <summary>What went wrong; null: nothing.</summary>
    private static string? Finding(int seed, Fault fault)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return Play(seed, fault);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static string? Play(int seed, Fault fault)
    {
        var turns = new Turns(seed);
        var town = new Town(turns, fault);
        var first = town.Registration().Register(Customer(Number), [], returnOwner: false, "crm", null, default);
        var second = town.Registration().Register(Customer(), [], returnOwner: false, "crm", null, default);
        turns.Run();
        var (a, b) = (first.Result.Subject!.Id, second.Result.Subject!.Id);
        Task reassigning = Reassign(town, a, b);
        var stops = Enumerable.Range(0, Stops).Select(each => Say(town, StopTo(each), $"stop-{each}")).ToList();
        var yes = Say(town, Answer(ConsentStatus.Given), "yes");
        turns.Run();
        return stops.Select((stop, each) => Heard(stop, StopTo(each), town))
                .FirstOrDefault(finding => finding is not null)
            ?? (reassigning.IsCompletedSuccessfully ? null : $"not reassigned: {reassigning.Exception}")
            ?? (yes.IsCompletedSuccessfully || yes.Exception!.InnerException is IdentifierMovingException
                ? null
                : $"the yes failed: {yes.Exception}")
            ?? (town.Journal.Any(entry => entry.Event is OptedOut && !entry.Held) ? "a STOP landed elsewhere" : null)
            ?? (Owners(town) > 1 ? "two hold the number" : null);
    }

    private static string? Heard(Task<CallResult> stop, RecordOptOut said, Town town) => stop switch
    {
        { IsCompletedSuccessfully: false } => $"a STOP failed: {stop.Exception}",
        { Result.Refusal: { } refusal } => $"a STOP was refused: {refusal.Code}",
        { Result.Subject: { } subject } => Recorded(said, town) switch
        {
            [var only] when only != subject.Id => "a STOP is recorded of somebody else than it was acknowledged for",
            [_] when !IsKept(said, subject.Id, town) => "a STOP is in the journal and not in the state",
            [_] => null,
            var times => $"a STOP was acknowledged and recorded {times.Length} times",
        },
        _ => "a STOP was acknowledged for nobody",
    };

    /// <summary>Whose journals tell of the STOP.</summary>
    private static string[] Recorded(RecordOptOut said, Town town) =>
    [
        .. town.Journal.Where(entry => entry.Event is OptedOut told && told.OptOut.Controller == said.Controller)
            .Select(entry => entry.Subject),
    ];

    private static bool IsKept(RecordOptOut said, string id, Town town) => town.Subjects
        .Single(subject => subject.Id == id).OptOuts.OptOuts.Any(kept => kept.Controller == said.Controller);

    /// <summary>Each to a controller of its own, so that none stands for another that was lost.</summary>
    private static RecordOptOut StopTo(int each) =>
        Stop(Channel.Sms) with { Controller = Controller.TryParse($"account-{each}")!.Value };

    private static int Owners(Town town) =>
        town.Subjects.Count(subject => subject.Identifiers.Holds(Number.Digest) is not null);

    /// <summary>From A to B and back, without evidence; whoever turns up with the number in between loses it.</summary>
    private static async Task Reassign(Town town, params string[] people)
    {
        foreach (var target in people.Reverse())
        {
            CallResult linked;
            do
            {
                foreach (var owner in await town.Owners(Number.Digest.Value, default))
                    await town.Calls().Send(
                        ById(owner, new UnlinkIdentifier(Number.Digest, UnlinkReason.Reassigned)), default);
                linked = await town.Calls().Send(ById(target, new LinkIdentifier(Number)), default);
            }
            while (linked.Refusal == Refusals.IdentifierTaken);
        }
    }

    private static Task<CallResult> Say(Town town, SubjectCommand command, string operation) => town.Calls().Send(
        new SubjectCall
        {
            Target = new Reference(null, Number),
            Written = [],
            Command = command,
            Actor = "carrier",
            OperationId = operation,
        },
        default);

    private static SubjectCall ById(string id, SubjectCommand command) =>
        new() { Target = new Reference(id, null), Written = [], Command = command, Actor = "crm" };

    private static RegisterSubject Customer(params DigestedIdentifier[] identifiers) =>
        new(SubjectKind.Customer, Controller.ZenVoip, Jurisdiction: null, [.. identifiers]);
}
