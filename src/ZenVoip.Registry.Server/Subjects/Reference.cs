using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Names a person, canonical: by subject id, or by an identifier. Exactly one is set.</summary>
internal sealed record Reference(string? SubjectId, DigestedIdentifier? Identifier)
{
    public override string ToString() => $"Reference({SubjectId ?? Identifier?.Digest.ToString()})";
}

/// <summary>A value that could be read, or why it could not.</summary>
internal readonly record struct Parsed<T>(T? Value, Refusal? Refusal) where T : class
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Refusal refusal) => new(null, refusal);
}
