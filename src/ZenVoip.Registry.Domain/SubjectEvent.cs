namespace ZenVoip.Registry.Domain;

/// <summary>What happened to a subject.</summary>
/// <param name="RecordedAt">Later than every instant recorded of the subject before, whatever the clock said.</param>
public abstract record SubjectEvent(DateTimeOffset RecordedAt);
