using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What time makes due.</summary>
internal sealed partial class SubjectGrain
{
    private static readonly SubjectRequest Tick = new() { Commands = [new Elapse()], Actor = "registry" };

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        FaultPoints.Reached(FaultPoint.TickReceived);
        return Wake();
    }

    public async Task Wake()
    {
        var tick = await Execute(Tick);
        FaultPoints.Reached(FaultPoint.TickStored);
        await DestroyKeys();
        if (tick.Changes == 0)
            await CorrectDue();
        FaultPoints.Reached(FaultPoint.ReminderOutdated);
        await reminder.Rearm(surroundings.WakeAt(committed.Subject, clock.GetUtcNow()));
    }

    /// <summary>
    /// A deadline may pass without anything to record. Its row then still says that it is due, and would be found by
    /// every sweep.
    /// </summary>
    private async Task CorrectDue()
    {
        var now = committed.Subject.TimeToRecord(clock.GetUtcNow());
        var subject = committed.Subject;
        if (!subject.IsRegistered || !(surroundings.WakeAt(subject, subject.RecordedAt) <= now))
            return;
        await Store(committed, await scribe.Rewrite(committed, now, CancellationToken.None));
    }

    /// <summary>
    /// Only after it is stored that the person is erased, and before it is stored that the keys are destroyed: what
    /// dies in between is repeated.
    /// </summary>
    private async Task DestroyKeys()
    {
        if (committed.Subject.Tombstone is not { DestructionDue: not null } tombstone)
            return;
        FaultPoints.Reached(FaultPoint.DestructionBegun);
        var evidence = tombstone.EvidenceEndedAt is not null;
        await scribe.Destroy(committed.Subject.Id, evidence, CancellationToken.None);
        FaultPoints.Reached(FaultPoint.KeysDestroyed);
        await Execute(new SubjectRequest { Commands = [new NoteKeysDestroyed(evidence)], Actor = Tick.Actor });
        FaultPoints.Reached(FaultPoint.DestructionNoted);
    }
}
