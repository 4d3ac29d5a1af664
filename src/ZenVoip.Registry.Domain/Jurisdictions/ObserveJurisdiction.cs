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
    public Outcome Decide(ObserveJurisdiction command, DateTimeOffset now)
    {
        var end = EndOf(command);
        var newest = Observations.LastOrDefault(known => known.Source == command.Source);
        return newest?.Code == command.Code && newest.ExpiresAt == end
            && (command.Source is not JurisdictionSource.Operator || Observations.Length == 1)
                ? Outcome.NoChange
                : Outcome.Accept(new JurisdictionObserved(command.Code, command.Source, end, RecordedAt: now));
    }

    public JurisdictionBook Apply(JurisdictionObserved observed) => new()
    {
        Observations =
        [
            .. Observations.Where(known => observed.Source is not JurisdictionSource.Operator
                && (known.Code != observed.Code || known.Source != observed.Source)),
            new Observation(observed.Code, observed.Source, observed.RecordedAt, observed.ExpiresAt),
        ],
    };

    /// <summary>What is observed again never ends earlier than it did.</summary>
    private DateTimeOffset? EndOf(ObserveJurisdiction command) =>
        Observations.FirstOrDefault(known => known.Code == command.Code && known.Source == command.Source)
            is { ExpiresAt: var end } && (end is null || command.ExpiresAt <= end) ? end : command.ExpiresAt;
}
