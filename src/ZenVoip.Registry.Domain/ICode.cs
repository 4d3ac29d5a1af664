namespace ZenVoip.Registry.Domain;

/// <summary>A value that is one short text and exists only if valid.</summary>
public interface ICode<TSelf> where TSelf : struct, ICode<TSelf>
{
    string Value { get; }

    /// <summary>The code, or null where the text is not one.</summary>
    static abstract TSelf? TryParse(string? text);

    /// <summary>
    /// The code as it stands in the database, or null where it is none. What was taken once is read for ever, also
    /// where <see cref="TryParse"/> would refuse it today.
    /// </summary>
    static virtual TSelf? Read(string? stored) => TSelf.TryParse(stored);
}
