namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// A sealed value opens, but has not the form that this program reads: it is of a release that knows other
/// names or forms. Says nothing about the content. A fault, never an answer.
/// </summary>
[GenerateSerializer]
[Alias("registry.sealed-misfit")]
public sealed class SealedMisfitException(Exception misfit)
    : Exception("A sealed value has not the form that is read here.", misfit);
