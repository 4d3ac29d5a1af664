namespace ZenVoip.Registry.Domain;

/// <summary>What a retention clock runs from.</summary>
public enum RetentionEvent
{
    /// <summary>The data came into being.</summary>
    Created,

    /// <summary>The data was last used.</summary>
    LastActivity,

    /// <summary>The contract with the controller ended.</summary>
    ContractEnded,

    /// <summary>The consent was withdrawn, ran out or was invalidated.</summary>
    ConsentEnded,
}
