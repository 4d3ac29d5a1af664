using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Turns a subject into what is stored of it, and back: seals, chains, indexes.</summary>
internal sealed class SubjectScribe(ISubjectKeys keys, JournalChain chain, IJournalRows rows)
{
    private const int Page = 500;

    public SubjectState Blank(string id) => new(Subject.Unregistered(id), chain.First(id));

    public async Task<SubjectState> Open(string id, byte[] state, CancellationToken cancellation)
    {
        using var key = await keys.Open(id, cancellation);
        return StateReader.Open(key, state);
    }

    /// <summary>The key to write with; a new subject gets its own.</summary>
    public ValueTask<SubjectKey> KeyOf(Subject subject, CancellationToken cancellation) =>
        subject.IsRegistered ? keys.Open(subject.Id, cancellation) : keys.Create(subject.Id, cancellation);

    /// <summary>The next state, and the document that makes it so.</summary>
    public (SubjectState Next, SubjectDocument Document) Write(
        SubjectState before, ImmutableArray<SubjectEvent> events, SubjectRequest request, SubjectKey key)
    {
        var subject = before.Subject;
        var head = before.Head;
        var journal = ImmutableArray.CreateBuilder<JournalRow>(events.Length);
        foreach (var @event in events)
        {
            subject = subject.Apply(@event);
            var entry = new JournalEntry(@event, request.Actor, request.Operation?.Key);
            var body = key.Seal(
                JsonSerializer.SerializeToUtf8Bytes(entry, RegistryJson.Options), SealPurpose.Journal, subject.Version);
            head = chain.Next(head, subject.Id, subject.Version, @event.RecordedAt, body);
            journal.Add(new JournalRow(subject.Version, @event.RecordedAt, body, head)
            {
                Name = MessageNames.Events[@event.GetType()],
                Ref = EventRefs.Of(@event),
            });
        }
        var next = new SubjectState(subject, head);
        return (next, Rewrite(next, key, subject.RecordedAt) with
        {
            Journal = journal.MoveToImmutable(),
            Links = SubjectIndex.Links(before.Subject, subject),
            OptOuts = SubjectIndex.OptOuts(before.Subject, subject),
            Work = WorkRow.Of(before.Subject, subject),
            Requests = RequestRow.Of(before.Subject, subject),
            DroppedRequests = RequestRow.Dropped(before.Subject, subject),
            Operation = request.Operation is { } operation
                ? new(operation.Key, operation.Fingerprint, subject.Id, subject.Version, null, subject.RecordedAt)
                : null,
        });
    }

    /// <summary>The document of a state in which nothing happened but time.</summary>
    public SubjectDocument Rewrite(SubjectState state, SubjectKey key, DateTimeOffset now)
    {
        var row = SubjectIndex.Row(
            state.Subject, chain.Seal(state.Subject.Id, state.Subject.Version, state.Head), now);
        var written = state with { Profile = SubjectIndex.Digest(row.Profile) };
        return new()
        {
            State = key.Seal(
                JsonSerializer.SerializeToUtf8Bytes(written, RegistryJson.Options), SealPurpose.State, number: 0),
            Subject = row,
        };
    }

    /// <summary>The subject as it was at a version, replayed from its journal.</summary>
    public async Task<Subject> Replay(string id, int version, CancellationToken cancellation)
    {
        var subject = Subject.Unregistered(id);
        await foreach (var next in Lives(id, version, cancellation))
            subject = next;
        return subject;
    }

    /// <summary>What the state has let go of since it was settled, as it was last, by today's links.</summary>
    public async Task<HolderWork> FindWork(Subject subject, string id, CancellationToken cancellation)
    {
        var last = HolderWork.None;
        await foreach (var then in Lives(subject.Id, subject.Version, cancellation))
            last = (then with { Identifiers = subject.Identifiers }).FindWork(id) ?? last;
        return last;
    }

    /// <summary>The entries after a sequence number, opened; none of a subject that is not registered.</summary>
    public async Task<ImmutableArray<JournalEntry>> Entries(
        string id, int after, int count, CancellationToken cancellation)
    {
        var page = await rows.Read(id, after, count, cancellation);
        if (page.Count == 0)
            return [];
        using var key = await keys.Open(id, cancellation);
        return [.. page.Select(row => Read(key, row))];
    }

    /// <summary>The journal went through this state, whatever was written after it.</summary>
    public async Task<bool> HasStored(SubjectState state, CancellationToken cancellation) =>
        await rows.Read(state.Subject.Id, state.Subject.Version - 1, count: 1, cancellation) is [var last]
        && last.Link.AsSpan().SequenceEqual(state.Head);

    /// <summary>The subject after each of its entries, up to a version.</summary>
    private async IAsyncEnumerable<Subject> Lives(
        string id, int version, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var subject = Subject.Unregistered(id);
        while (subject.Version < version)
        {
            var page = await Entries(id, subject.Version, Math.Min(Page, version - subject.Version), cancellation);
            if (page.Length == 0)
                yield break;
            foreach (var entry in page)
                yield return subject = subject.Apply(entry.Event);
        }
    }

    private static JournalEntry Read(SubjectKey key, JournalRow row) => JsonSerializer.Deserialize<JournalEntry>(
        key.Open(row.Body, SealPurpose.Journal, row.Sequence), RegistryJson.Options)!;
}
