namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// Others changed the subject again and again between deciding and writing. Nothing of the request is stored.
/// </summary>
[GenerateSerializer]
[Alias("registry.subject-moving")]
public sealed class SubjectMovingException() : Exception("The subject was changed meanwhile, again and again.");
