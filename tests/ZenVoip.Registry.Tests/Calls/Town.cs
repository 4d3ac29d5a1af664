using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>The subjects, the database and the silos of a model: every wait is a turn, every write is atomic.</summary>
internal sealed class Town(Turns turns, Fault fault) : IIdentifierIndex, IOperationLog
{
    private static readonly OperationKeys Keys = new(new byte[32]);

    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationRow> operations = new(StringComparer.Ordinal);

    public FakeTimeProvider Clock { get; } = new(Told.Noon);

    /// <summary>What was recorded, by whom, and whether the one held the number that it was addressed by.</summary>
    public List<(string Subject, SubjectEvent Event, bool Held)> Journal { get; } = [];

    public IEnumerable<Subject> Subjects => people.Values.Select(person => person.Committed);

    public SubjectCalls Calls() => new(Grains(), Index(), Replay(), new SubjectIds(Clock));

    public Registration Registration() => new(Grains(), Index(), Replay(), new SubjectIds(Clock));

    public async Task<IReadOnlyList<string>> Owners(string digest, CancellationToken cancellation)
    {
        await turns.Next();
        return Holders(digest);
    }

    public async Task<IReadOnlyList<string>> FormerOwners(
        string digest, DateTimeOffset at, CancellationToken cancellation)
    {
        await turns.Next();
        return [.. people.Values
            .Where(person => person.Committed.Identifiers.Links.Any(link =>
                link.Digest.Value == digest && link.UnlinkedAt > at))
            .Select(person => person.Committed.Id).Order(StringComparer.Ordinal)];
    }

    public async Task<OperationRow?> Find(string key, CancellationToken cancellation)
    {
        await turns.Next();
        return operations.GetValueOrDefault(key);
    }

    public async Task<IReadOnlyList<OperationRow>> FindAll(
        IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        await turns.Next();
        return [.. keys.Select(key => operations.GetValueOrDefault(key)).OfType<OperationRow>()];
    }

    public async Task<OperationRow> Record(OperationRow row, CancellationToken cancellation)
    {
        await turns.Next();
        return operations.TryAdd(row.Key, row) ? row : operations[row.Key];
    }

    /// <summary>The one statement of a write: all of it, or the fault.</summary>
    private WriteFault? Write(
        Subject before, Subject after, SubjectRequest request, ImmutableArray<SubjectEvent> events)
    {
        if (request.Operation is { } operation && operations.ContainsKey(operation.Key))
            return WriteFault.OperationSeen;
        if (after.Identifiers.Links.Where(link => link.IsOpen && before.Identifiers.Holds(link.Digest) is null)
            .Any(link => Holders(link.Digest.Value).Count > 0))
            return WriteFault.IdentifierTaken;
        if (request.Operation is { } named)
            operations[named.Key] = new(named.Key, named.Fingerprint, after.Id, after.Version, null, after.RecordedAt);
        var held = request.By is not { } by || after.Identifiers.Holds(by) is not null;
        Journal.AddRange(events.Select(@event => (after.Id, @event, held)));
        return null;
    }

    private List<string> Holders(string digest) => [.. people.Values
        .Where(person => person.Committed.Identifiers.Links.Any(link => link.IsOpen && link.Digest.Value == digest))
        .Select(person => person.Committed.Id).Order(StringComparer.Ordinal)];

    private OperationReplay Replay() => new(Keys, this, Grains(), Clock);

    private IIdentifierIndex Index() => fault is Fault.OneTry ? new OnceIndex(this) : this;

    private IGrainFactory Grains()
    {
        var grains = DispatchProxy.Create<IGrainFactory, GrainsProxy>();
        ((GrainsProxy)grains).Of = id =>
        {
            if (!people.TryGetValue(id, out var person))
                people[id] = person = new Person(this, id);
            var grain = DispatchProxy.Create<ISubjectGrain, GrainProxy>();
            ((GrainProxy)grain).Person = person;
            return grain;
        };
        return grains;
    }

    /// <summary>A caller that looks the owner up once and gives up.</summary>
    private sealed class OnceIndex(Town town) : IIdentifierIndex
    {
        private bool asked;

        public Task<IReadOnlyList<string>> Owners(string digest, CancellationToken cancellation)
        {
            if (asked)
                throw new IdentifierMovingException();
            asked = true;
            return town.Owners(digest, cancellation);
        }

        public Task<IReadOnlyList<string>> FormerOwners(
            string digest, DateTimeOffset at, CancellationToken cancellation) =>
            town.FormerOwners(digest, at, cancellation);
    }

    /// <summary>The actor's own steps, with the real subject inside: one request at a time, reads in between.</summary>
    internal sealed class Person(Town town, string id)
    {
        private bool busy;

        public Subject Committed { get; private set; } = Subject.Unregistered(id);

        private Turns Turns => town.TurnsOf;

        public async Task<SubjectAnswer> Execute(SubjectRequest request)
        {
            do
                await Turns.Next();
            while (busy && town.FaultOf is not Fault.NoQueue);
            busy = true;
            try
            {
                return await Answer(request);
            }
            finally
            {
                busy = false;
            }
        }

        public async Task<SubjectView> Read()
        {
            await Turns.Next();
            return new(Committed.IsRegistered ? Committed : null);
        }

        private async Task<SubjectAnswer> Answer(SubjectRequest request)
        {
            var registers = request.Commands is [RegisterSubject, ..];
            if (town.FaultOf is not Fault.NoOwnerCheck && request.By is { } by && !registers
                && Committed.Identifiers.Holds(by) is null)
                return SubjectAnswer.NotOwner;
            var (next, events, refusal) = Decide(request);
            await Turns.Next();
            if (refusal is not null || events.IsEmpty)
                return await Settle(request, refusal);
            switch (town.Write(Committed, next, request, events))
            {
                case null:
                    Committed = next;
                    await Turns.Next();
                    return new() { Subject = next, Changes = events.Length };
                case WriteFault.OperationSeen:
                    return new() { IsReplay = true };
                case WriteFault.IdentifierTaken when registers:
                    return new() { Refusal = Refusals.IdentifierTaken };
                default:
                    return await Settle(request, Refusals.IdentifierTaken);
            }
        }

        private (Subject Next, ImmutableArray<SubjectEvent> Events, Refusal? Refusal) Decide(SubjectRequest request)
        {
            var subject = Committed;
            var events = ImmutableArray.CreateBuilder<SubjectEvent>();
            foreach (var command in request.Commands)
            {
                var now = subject.TimeToRecord(town.Clock.GetUtcNow());
                var outcome = subject.Decide(command, request.By, Told.Around, now);
                if (outcome is not Outcome.Accepted { Events: var decided })
                    return (Committed, [], ((Outcome.Refused)outcome).Reason);
                events.AddRange(decided);
                subject = decided.Aggregate(subject, (before, @event) => before.Apply(@event));
            }
            return (subject, events.ToImmutable(), null);
        }

        private async Task<SubjectAnswer> Settle(SubjectRequest request, Refusal? refusal)
        {
            var subject = Committed.IsRegistered ? Committed : null;
            if (request.Operation is { } operation)
            {
                var row = new OperationRow(
                    operation.Key, operation.Fingerprint, subject?.Id, subject?.Version ?? 0,
                    refusal is null ? null : Life.Text(refusal), town.Clock.GetUtcNow());
                if (await town.Record(row, CancellationToken.None) != row)
                    return new() { IsReplay = true };
            }
            return new() { Subject = subject, Refusal = refusal };
        }
    }

    private Turns TurnsOf => turns;

    private Fault FaultOf => fault;
}

/// <summary>What is broken in a model on purpose, so that it is seen to notice.</summary>
internal enum Fault
{
    None,
    NoOwnerCheck,
    OneTry,
    NoQueue,
}
