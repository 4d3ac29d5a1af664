namespace ZenVoip.Registry.Domain;

/// <summary>What happened to a subject.</summary>
/// <param name="RecordedAt">
/// Later than what earlier commands recorded of the subject, whatever the clock said. The events of one share it.
/// </param>
public abstract record SubjectEvent(DateTimeOffset RecordedAt);
