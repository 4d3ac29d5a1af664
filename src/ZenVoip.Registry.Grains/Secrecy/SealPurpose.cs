namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>What a sealed value is for. Authenticated with it, so these names never change.</summary>
public static class SealPurpose
{
    /// <summary>The state of a subject; its number is 0.</summary>
    public const string State = "state";

    /// <summary>The body of a journal entry; its number is the sequence of the entry.</summary>
    public const string Journal = "journal";
}
