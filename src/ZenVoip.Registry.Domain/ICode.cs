namespace ZenVoip.Registry.Domain;

/// <summary>A value that is one short text and exists only if valid.</summary>
public interface ICode<TSelf> where TSelf : struct, ICode<TSelf>
{
    string Value { get; }

    /// <summary>The code, or null where the text is not one.</summary>
    static abstract TSelf? TryParse(string? text);
}
