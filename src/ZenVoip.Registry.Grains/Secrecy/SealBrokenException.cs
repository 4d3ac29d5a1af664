namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// A sealed value does not belong where it was found: changed, cut, moved from another place or another key's.
/// Says nothing about the content. A fault, never an answer.
/// </summary>
[GenerateSerializer]
[Alias("registry.seal-broken")]
public sealed class SealBrokenException() : Exception("A sealed value was refused: it is not authentic here.");
