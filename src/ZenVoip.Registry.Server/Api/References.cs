using GraphQL;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>An identifier as a caller writes it: it is brought into canonical form.</summary>
/// <param name="Type">What kind of identifier it is.</param>
/// <param name="Value">At most 1,024 characters. A national number is completed by the subject's country.</param>
[Name("IdentifierInput")]
internal sealed record IdentifierInput(IdentifierType Type, string Value)
{
    public override string ToString() => $"IdentifierInput({Type})";
}

/// <summary>Names a person: by subject id, or by one of their identifiers.</summary>
[Name("SubjectRef")]
[OneOf]
internal sealed record SubjectRef
{
    /// <summary>The subject's id.</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>An identifier that the person holds now.</summary>
    public IdentifierInput? Identifier { get; init; }

    // What stands where an id should may be anything.
    public override string ToString() => Id is null ? $"SubjectRef({Identifier})" : "SubjectRef(id)";
}
