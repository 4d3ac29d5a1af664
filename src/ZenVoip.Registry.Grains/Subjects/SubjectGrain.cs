using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Telemetry;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Decide, write, answer. The state name keys the stored row: it never changes.</summary>
[GrainType("subject")]
internal sealed partial class SubjectGrain(
    [PersistentState("subject")] IPersistentState<SubjectDocument> storage,
    SubjectScribe scribe,
    IWriteFaults faults,
    IOperationLog operations,
    SubjectSurroundings surroundings,
    TimeProvider clock,
    ILogger<SubjectGrain> log) : Grain, ISubjectGrain, IRemindable
{
    /// <summary>Bytes of sealed state. A no, and what protects or takes away, is stored beyond it.</summary>
    private const int MaxState = 256 * 1024;

    private const int MaxAttempts = 3;

    private SubjectState committed = null!;
    private NextDueReminder reminder = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        reminder = new(this, clock, log);
        committed = await Load(cancellationToken);
    }

    public Task<SubjectView> Read() => Task.FromResult(View(committed.Subject));

    // A later version than this silo knows of may stand in the journal already.
    // Of somebody erased, nothing else can be shown.
    public async Task<SubjectView> ReadAt(int version) =>
        version == committed.Subject.Version || committed.Subject.Tombstone is not null
        ? View(committed.Subject)
        : View(await scribe.Replay(committed.Subject.Id, version, CancellationToken.None));

    public async Task<JournalPage> Journal(int after, int count) =>
        new(await scribe.Entries(committed.Subject, after, count, CancellationToken.None));

    public async Task<WorkView> Work(ImmutableArray<string> ids)
    {
        var subject = committed.Subject;
        ImmutableArray<HolderWork> held = [.. ids.Select(id => HolderWork.Find(subject, id)).OfType<HolderWork>()];
        var others = ids.Except(held.Select(work => work.Id)).ToHashSet(StringComparer.Ordinal);
        // Of somebody erased, the journal cannot be read from its beginning.
        if (others.Count > 0 && subject.Tombstone is null)
            held = [.. held, .. await scribe.FindWork(subject, others, CancellationToken.None)];
        return new(subject.Version, held);
    }

    public async Task<SubjectAnswer> Execute(SubjectRequest request)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await Answer(request) is { } answer)
                return answer;
        }
        throw new SubjectMovingException();
    }

    private static bool Registers(SubjectRequest request) => request.Commands is [RegisterSubject, ..];

    private static SubjectView View(Subject subject) => new(subject.IsRegistered ? subject : null);

    /// <summary>Null: the stored state has moved on, and is loaded now. Decide again.</summary>
    private async Task<SubjectAnswer?> Answer(SubjectRequest request)
    {
        var outcome = Concerns(request)
            ? Decide(request, await surroundings.Of(request, committed.Subject))
            : null;
        if (outcome is { Events: [_, ..] })
            return await Write(request, outcome);
        // A write notices that this silo is behind; what writes nothing has to look.
        if (await HasMovedOn())
            return null;
        return outcome switch
        {
            null => SubjectAnswer.NotOwner,
            // Who registers may be told another id, so that is not the operation's answer yet.
            Outcome.Refused { Reason: var reason } when Registers(request) && committed.Subject.IsRegistered =>
                new SubjectAnswer { Subject = committed.Subject, Refusal = reason },
            Outcome.Refused { Reason: var reason } => await Settle(request, reason),
            _ => await Settle(request, refusal: null),
        };
    }

    private bool Concerns(SubjectRequest request) =>
        request.By is not { } by || Registers(request) || committed.Subject.Identifiers.Holds(by) is not null;

    private async Task<bool> HasMovedOn()
    {
        var known = storage.Etag;
        await storage.ReadStateAsync();
        if (storage.Etag == known)
        {
            storage.State = new();
            return false;
        }
        await LoadCommitted();
        return true;
    }

    /// <summary>Beside a newer version of the row no older subject stays: it could be written over it.</summary>
    private async Task LoadCommitted()
    {
        try
        {
            committed = await Load(CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private Outcome Decide(SubjectRequest request, Surroundings around)
    {
        if (request.ExpectedVersion is { } expected && expected != committed.Subject.Version)
            return StorageRefusals.VersionConflict(committed.Subject.Version);
        var subject = committed.Subject;
        var events = ImmutableArray.CreateBuilder<SubjectEvent>();
        foreach (var command in request.Commands)
        {
            var now = subject.TimeToRecord(clock.GetUtcNow());
            var outcome = subject.Decide(command, request.By, around, now);
            if (outcome is not Outcome.Accepted { Events: var decided })
                return outcome;
            events.AddRange(decided);
            subject = decided.Aggregate(subject, (before, @event) => before.Apply(@event));
        }
        return new Outcome.Accepted(events.ToImmutable());
    }

    private async Task<SubjectAnswer?> Write(SubjectRequest request, Outcome outcome)
    {
        FaultPoints.Reached(FaultPoint.ChangeDecided);
        if (await Drafted(outcome, request) is not var (next, document))
            return null;
        FaultPoints.Reached(FaultPoint.ChangeSealed);
        if (document.State.Length > MaxState && !request.IsNeverTooLarge)
            return await Settle(request, StorageRefusals.DocumentTooLarge);
        await reminder.Arm(document.Subject!.NextDue);
        FaultPoints.Reached(FaultPoint.ReminderArmed);
        return await Store(next, document) switch
        {
            null => Stored(next, outcome),
            // Who is being registered may be found by looking again, so that is not the operation's answer yet.
            WriteFault.IdentifierTaken when Registers(request) =>
                new SubjectAnswer { Refusal = Refusals.IdentifierTaken },
            WriteFault.IdentifierTaken => await Settle(request, Refusals.IdentifierTaken),
            WriteFault.OperationSeen => new SubjectAnswer { IsReplay = true },
            WriteFault.Stale => null,
            _ => throw Unknown(),
        };
    }

    /// <summary>Null: another silo has destroyed a key of the subject meanwhile, and why is loaded now.</summary>
    private async Task<(SubjectState Next, SubjectDocument Document)?> Drafted(
        Outcome outcome, SubjectRequest request)
    {
        try
        {
            return await scribe.Write(committed, outcome, request, CancellationToken.None);
        }
        catch (SubjectKeyDestroyedException)
        {
            if (await HasMovedOn())
                return null;
            throw;
        }
    }

    /// <summary>
    /// Null: stored. An unknown outcome is resolved by the identical write: where the first one went through, that is
    /// refused as stale, and the journal holds the very entries that were written.
    /// </summary>
    private async Task<WriteFault?> Store(SubjectState next, SubjectDocument document)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                storage.State = document;
                await storage.WriteStateAsync();
                FaultPoints.Reached(FaultPoint.ChangeStored);
                storage.State = new();
                committed = next;
                RegistryMeter.WriteDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                return null;
            }
            catch (Exception exception)
            {
                storage.State = new();
                var fault = faults.Classify(exception);
                if (fault is WriteFault.Stale)
                    return await Reconcile(next);
                if (fault is not WriteFault.Unknown)
                    return fault;
                LogUnconfirmed(next.Subject.Id, attempt, exception.GetType().Name);
            }
        }
        return WriteFault.Unknown;
    }

    /// <summary>What the stored state says of a write that came too late, or twice.</summary>
    private async Task<WriteFault?> Reconcile(SubjectState next)
    {
        try
        {
            await storage.ReadStateAsync();
            await LoadCommitted();
            return await scribe.HasStored(next, CancellationToken.None) ? null : WriteFault.Stale;
        }
        catch (Exception exception)
        {
            LogUnconfirmed(next.Subject.Id, MaxAttempts, exception.GetType().Name);
            return WriteFault.Unknown;
        }
    }

    /// <summary>What was read or written is kept once, opened: not sealed beside it.</summary>
    private async Task<SubjectState> Load(CancellationToken cancellation)
    {
        var stored = storage.State.State;
        storage.State = new();
        return storage.RecordExists
            ? await scribe.Open(this.GetPrimaryKeyString(), stored, cancellation)
            : scribe.Blank(this.GetPrimaryKeyString());
    }

    /// <summary>Nothing changes, and a repetition will be told the same.</summary>
    private async Task<SubjectAnswer> Settle(SubjectRequest request, Refusal? refusal)
    {
        var subject = committed.Subject.IsRegistered ? committed.Subject : null;
        if (request.Operation is { } operation)
        {
            var row = OperationRow.Of(operation, subject, refusal, clock.GetUtcNow().ToMicroseconds());
            if (await operations.Record(row, CancellationToken.None) != row)
                return new SubjectAnswer { IsReplay = true };
            FaultPoints.Reached(FaultPoint.AnswerKept);
        }
        return new SubjectAnswer { Subject = subject, Refusal = refusal };
    }

    private static SubjectAnswer Stored(SubjectState next, Outcome outcome)
    {
        foreach (var @event in outcome.Events)
            RegistryMeter.Changes.Add(
                1, new KeyValuePair<string, object?>("event", MessageNames.Events[@event.GetType()]));
        RegistryMeter.JournalLength.Record(next.Subject.Version);
        return new SubjectAnswer
        {
            Subject = next.Subject,
            Refusal = outcome.Refusal,
            Changes = outcome.Events.Length,
        };
    }

    private OutcomeUnknownException Unknown()
    {
        RegistryMeter.UnknownOutcomes.Add(1);
        LogUnknown(committed.Subject.Id);
        DeactivateOnIdle();
        return new OutcomeUnknownException();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether a write of {SubjectId} was stored stays unknown")]
    private partial void LogUnknown(string subjectId);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Write of {SubjectId} not confirmed, attempt {Attempt}: {Exception}")]
    private partial void LogUnconfirmed(string subjectId, int attempt, string exception);
}
