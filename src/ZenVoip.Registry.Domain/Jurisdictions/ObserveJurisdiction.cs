namespace ZenVoip.Registry.Domain.Jurisdictions;

/// <summary>Says where the subject was observed to live.</summary>
/// <param name="ExpiresAt">Until when the observation counts; null: without end. The rulebook says so by
/// source.</param>
public sealed record ObserveJurisdiction(
    Jurisdiction Code, JurisdictionSource Source, DateTimeOffset? ExpiresAt = null) : SubjectCommand;

/// <summary>The subject was observed to live there.</summary>
public sealed record JurisdictionObserved(
    Jurisdiction Code, JurisdictionSource Source, DateTimeOffset? ExpiresAt, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record JurisdictionBook
{
    public Outcome Decide(ObserveJurisdiction command, DateTimeOffset now) =>
        Observations.Any(known => Covers(known, command))
        && (command.Source is not JurisdictionSource.Operator || Observations.Length == 1)
            ? Outcome.NoChange
            : Outcome.Accept(new JurisdictionObserved(
                command.Code, command.Source, command.ExpiresAt, RecordedAt: now));

    public JurisdictionBook Apply(JurisdictionObserved observed) => new()
    {
        Observations =
        [
            .. Observations.Where(known => observed.Source is not JurisdictionSource.Operator
                && (known.Code != observed.Code || known.Source != observed.Source)),
            new Observation(observed.Code, observed.Source, observed.RecordedAt, observed.ExpiresAt),
        ],
    };

    private static bool Covers(Observation known, ObserveJurisdiction command) =>
        known.Code == command.Code && known.Source == command.Source
        && (known.ExpiresAt is not { } end || (command.ExpiresAt is { } asked && asked <= end));
}
