using static ZenVoip.Registry.Grains.Faults.FaultPoint;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>Every fault point, and what reaches it. The faults of a journey come over the same data.</summary>
internal static class FaultTable
{
    public static IReadOnlyDictionary<string, Fault[]> Journeys { get; } = new Dictionary<string, Fault[]>
    {
        ["changes"] =
        [
            new(MigrationApplied),
            new(SchemaReady),
            // Two people come, the number of one is taken from them and is not yet given to the other.
            new(ChangeStored, Plot.Move, Time: 3),
            new(ChangeDecided, Plot.Answer),
            new(KeyCreated, Plot.Answer),
            new(KeyCreated, Plot.Answer, Time: 2),
            new(ChangeSealed, Plot.Answer, Time: 2),
            new(ReminderArmed, Plot.Answer, Time: 2),
            new(AnswerKept, Plot.Answer),
            new(ItemCarriedOut, Plot.Answer),
            new(OwnerTold, Plot.Stop),
            new(ChangesRead, Plot.Answer),
        ],
        ["deadlines"] =
        [
            new(TickReceived, Plot.FallDue),
            new(TickStored, Plot.FallDue),
            new(ReminderOutdated, Plot.FallDue),
            new(ReminderCleared, Plot.FallDue),
            new(SweepBegun, Plot.ComeNear),
            new(SubjectsWoken, Plot.ComeNear),
            new(SweepEnded, Plot.ComeNear),
        ],
        ["deliveries"] =
        [
            new(SystemWoken, Plot.BeTold),
            new(LetterSigned, Plot.BeTold),
            new(LetterAnswered, Plot.BeTold),
            new(DeliveryNoted, Plot.BeTold),
            new(DeliveryRecorded, Plot.BeTold),
            new(DeadLetterRecorded, Plot.BeTold),
            new(SecretCreated, Plot.Rotate),
            new(SecretRegistered, Plot.Rotate),
        ],
        ["erasures"] =
        [
            // Known, agreed, active, demanded, and then verified: the erasure begins.
            new(ChangeStored, Plot.BeErased, Time: 5),
            new(ConfirmationTaken, Plot.BeErased, Time: 2),
            new(DestructionBegun, Plot.BeErased),
            new(DataKeyDestroyed, Plot.BeErased),
            new(KeysDestroyed, Plot.BeErased),
            new(DestructionNoted, Plot.BeErased),
            new(CertificateSigned, Plot.BeErased),
        ],
        ["feed"] =
        [
            new(SequencerCalled, Plot.Answer),
            new(PositionsGiven, Plot.Answer),
            new(PositionsCommitted, Plot.Answer),
        ],
    };
}
