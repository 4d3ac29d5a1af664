namespace ZenVoip.Registry.Grains.Faults;

/// <summary>
/// The moments at which a test kills the process, to see that nothing is lost, doubled or left half. Each stands
/// between two things that somebody could believe to happen together.
/// </summary>
public enum FaultPoint
{
    // At the start.

    /// <summary>A migration is applied, and the transaction of all of them is open.</summary>
    MigrationApplied,

    /// <summary>The schema is there, the queries of this release are not.</summary>
    SchemaReady,

    // A change.

    /// <summary>A change is decided, and nothing of it is stored, no key either.</summary>
    ChangeDecided,

    /// <summary>A key is stored, and nothing that it seals.</summary>
    KeyCreated,

    /// <summary>A change is sealed; no reminder knows of its deadline.</summary>
    ChangeSealed,

    /// <summary>The reminder of a deadline is set, which is not stored.</summary>
    ReminderArmed,

    /// <summary>A change is stored, and nobody was told.</summary>
    ChangeStored,

    /// <summary>The answer to an operation that changed nothing is kept, and nobody was told.</summary>
    AnswerKept,

    /// <summary>One item of a bulk mutation is carried out; of the others nothing is known.</summary>
    ItemCarriedOut,

    /// <summary>A no by a shared identifier has reached one of its owners.</summary>
    OwnerTold,

    // A deadline.

    /// <summary>A tick has come in, and nothing was done about it.</summary>
    TickReceived,

    /// <summary>What was due is stored; keys that are to be destroyed are still there.</summary>
    TickStored,

    /// <summary>All that was due is done; the reminder is as it was before.</summary>
    ReminderOutdated,

    /// <summary>The reminder is taken away.</summary>
    ReminderCleared,

    // A sweep.

    /// <summary>A sweep has begun, and has read nothing.</summary>
    SweepBegun,

    /// <summary>Some subjects of a page are awake, and others are not.</summary>
    SubjectsWoken,

    /// <summary>All are awake whom a sweep has found.</summary>
    SweepEnded,

    // A delivery.

    /// <summary>A holder system is seen to have something due, and nothing was looked up for it.</summary>
    SystemWoken,

    /// <summary>A letter is signed, and not sent.</summary>
    LetterSigned,

    /// <summary>A receiver has answered, and the registry has not noted it.</summary>
    LetterAnswered,

    /// <summary>The subject knows that its order was delivered; the row of the delivery does not.</summary>
    DeliveryNoted,

    /// <summary>A delivery is recorded in its row, and what waits behind it was not looked at.</summary>
    DeliveryRecorded,

    /// <summary>A delivery is recorded as dead.</summary>
    DeadLetterRecorded,

    /// <summary>A signing secret has its key, and stands in no row.</summary>
    SecretCreated,

    /// <summary>A signing secret stands in its row, and who asked for it was not told.</summary>
    SecretRegistered,

    // An erasure.

    /// <summary>A holder's answer to its order is stored, and it was not told.</summary>
    ConfirmationTaken,

    /// <summary>It is stored that a person is erased, and every key is still there.</summary>
    DestructionBegun,

    /// <summary>The data key is destroyed; the key of the evidence may be still to be.</summary>
    DataKeyDestroyed,

    /// <summary>The keys are destroyed, and it is not stored that they are.</summary>
    KeysDestroyed,

    /// <summary>It is stored that the keys are destroyed; the reminder is as it was before.</summary>
    DestructionNoted,

    /// <summary>A certificate is signed, and was not shown.</summary>
    CertificateSigned,

    // The feed.

    /// <summary>Rows without a position were seen, and the head is not locked.</summary>
    SequencerCalled,

    /// <summary>Rows have positions that are not committed.</summary>
    PositionsGiven,

    /// <summary>Positions are committed, and no reader was woken.</summary>
    PositionsCommitted,

    /// <summary>A page of the feed is read, and was not shown.</summary>
    ChangesRead,
}
