namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// The database neither confirmed nor refused the write: it may or may not be stored. The caller repeats the
/// request with the same operation id to find out.
/// </summary>
[GenerateSerializer]
[Alias("registry.outcome-unknown")]
public sealed class OutcomeUnknownException() : Exception("It is not known whether the change was stored.");
