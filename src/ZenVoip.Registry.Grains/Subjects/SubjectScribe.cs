using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Turns a subject into what is stored of it, and back: seals, chains, indexes.</summary>
internal sealed class SubjectScribe(
    ISubjectKeys keys,
    ISubjectKeyDestruction destruction,
    JournalChain chain,
    IJournalRows rows,
    Rules rules,
    MintId mint)
{
    private const int Page = 500;

    public SubjectState Blank(string id) => new(Subject.Unregistered(id), chain.First(id));

    public async Task<SubjectState> Open(string id, byte[] state, CancellationToken cancellation)
    {
        using var key = await keys.Open(SubjectKeyId.Of(id, state), cancellation);
        return StateReader.Open(key, state);
    }

    /// <summary>The next state, and the document that makes it so. Every key is stored before this returns.</summary>
    public async Task<(SubjectState Next, SubjectDocument Document)> Write(
        SubjectState before,
        Outcome outcome,
        SubjectRequest request,
        CancellationToken cancellation)
    {
        using var opened = new OpenedKeys(keys);
        var (subject, head) = (before.Subject, before.Head);
        var journal = ImmutableArray.CreateBuilder<JournalRow>(outcome.Events.Length);
        foreach (var @event in outcome.Events)
        {
            subject = subject.Apply(@event);
            var key = await Use(opened, before, SubjectSeal.Of(subject, @event), cancellation);
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
        var stateKey = await Use(opened, before, SubjectSeal.Of(subject), cancellation);
        var evidence = SubjectKeyId.EvidenceOf(subject.Id);
        var next = new SubjectState(subject, head, HasEvidence: before.HasEvidence || opened.Has(evidence));
        return (next, Rewrite(next, stateKey, subject.RecordedAt) with
        {
            Journal = journal.MoveToImmutable(),
            Relationships = SubjectIndex.NewControllers(before.Subject, subject),
            EndedRelationships = SubjectIndex.NewControllers(subject, before.Subject),
            Links = SubjectIndex.Links(before.Subject, subject),
            OptOuts = SubjectIndex.OptOuts(before.Subject, subject),
            Work = WorkRow.Of(before.Subject, subject),
            Requests = RequestRow.Of(before.Subject, subject),
            DroppedRequests = RequestRow.Dropped(before.Subject, subject),
            Notices = NoticeRow.Of(before.Subject, outcome.Events, subject, mint),
            Operation = Answered(request, subject, outcome),
        });
    }

    /// <summary>The document of a state in which nothing happened but time.</summary>
    public async Task<SubjectDocument> Rewrite(SubjectState state, DateTimeOffset now, CancellationToken cancellation)
    {
        using var key = await keys.Open(SubjectSeal.Of(state.Subject), cancellation);
        return Rewrite(state, key, now);
    }

    /// <summary>Destroys the keys of somebody who is erased. May be repeated.</summary>
    public async Task Destroy(string id, bool evidence, CancellationToken cancellation)
    {
        await destruction.Destroy(id, cancellation);
        FaultPoints.Reached(FaultPoint.DataKeyDestroyed);
        if (evidence)
            await destruction.Destroy(SubjectKeyId.EvidenceOf(id), cancellation);
    }

    /// <summary>The subject as it was at a version, replayed from its journal.</summary>
    public async Task<Subject> Replay(string id, int version, CancellationToken cancellation)
    {
        var subject = Subject.Unregistered(id);
        await foreach (var next in Lives(subject, version, cancellation))
            subject = next;
        return subject;
    }

    /// <summary>What the state has let go of since it was settled, as it was last.</summary>
    public async Task<ImmutableArray<HolderWork>> FindWork(
        Subject subject, IReadOnlySet<string> ids, CancellationToken cancellation)
    {
        Dictionary<string, Subject> last = [];
        await foreach (var then in Lives(Subject.Unregistered(subject.Id), subject.Version, cancellation))
        {
            foreach (var id in then.Deletions.Ids.Where(ids.Contains))
                last[id] = then;
        }
        return [.. last.Select(known => HolderWork.Find(known.Value, known.Key)!)];
    }

    /// <summary>
    /// The entries after a sequence number, opened as far as their keys still are; none of a subject that is not
    /// registered. Of somebody erased, the data key opens nothing any more, also while it is still to be destroyed.
    /// </summary>
    public async Task<ImmutableArray<JournalEntry>> Entries(
        Subject subject, int after, int count, CancellationToken cancellation)
    {
        using var opened = new OpenedKeys(keys);
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        foreach (var row in await rows.Read(subject.Id, after, count, cancellation))
        {
            var keyId = SubjectKeyId.Of(subject.Id, row.Body);
            var key = subject.Tombstone is not null && keyId == subject.Id
                ? null
                : await opened.Find(keyId, cancellation);
            entries.Add(key is null ? JournalEntry.Of(row) : Read(key, row));
        }
        return entries.DrainToImmutable();
    }

    /// <summary>The journal went through this state, whatever was written after it.</summary>
    public async Task<bool> HasStored(SubjectState state, CancellationToken cancellation) =>
        await rows.Read(state.Subject.Id, state.Subject.Version - 1, count: 1, cancellation) is [var last]
        && last.Link.AsSpan().SequenceEqual(state.Head);

    /// <summary>The subject after each of its entries, up to a version or to the first that cannot be read.</summary>
    private async IAsyncEnumerable<Subject> Lives(
        Subject subject, int version, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (subject.Version < version)
        {
            var page = await Entries(subject, subject.Version, Math.Min(Page, version - subject.Version), cancellation);
            if (page.Length == 0)
                yield break;
            foreach (var entry in page)
            {
                if (entry.Event is null)
                    yield break;
                yield return subject = subject.Apply(entry.Event);
            }
        }
    }

    /// <summary>A subject that is not stored yet gets its data key, and the first evidence its own.</summary>
    private static ValueTask<SubjectKey> Use(
        OpenedKeys opened, SubjectState before, string keyId, CancellationToken cancellation)
    {
        var isNew = keyId == before.Subject.Id
            ? !before.Subject.IsRegistered
            : keyId == SubjectKeyId.EvidenceOf(before.Subject.Id) && !before.HasEvidence;
        return opened.Use(keyId, isNew, cancellation);
    }

    private static OperationRow? Answered(SubjectRequest request, Subject subject, Outcome outcome) =>
        request.Operation is { } operation
            ? OperationRow.Of(operation, subject, outcome.Refusal, subject.RecordedAt)
            : null;

    private SubjectDocument Rewrite(SubjectState state, SubjectKey key, DateTimeOffset now)
    {
        var row = SubjectIndex.Row(
            state.Subject, chain.Seal(state.Subject.Id, state.Subject.Version, state.Head), rules, now);
        var written = state with { Profile = SubjectIndex.Digest(row.Profile) };
        return new()
        {
            State = key.Seal(
                JsonSerializer.SerializeToUtf8Bytes(written, RegistryJson.Options), SealPurpose.State, number: 0),
            Subject = row,
        };
    }

    private static JournalEntry Read(SubjectKey key, JournalRow row) =>
        SealedJson.Read<JournalEntry>(key, row.Body, SealPurpose.Journal, row.Sequence);
}
