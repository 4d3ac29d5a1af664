using GraphQL;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Opens a type or a field to callers whose token has at least one of these scopes.</summary>
/// <remarks>
/// On a field it replaces what its type says. A field that neither names a scope is closed to everybody.
/// A field selected on an interface needs the interface's own scopes; where it names none, those of the same field of
/// every type that implements it.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface
    | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ScopeAttribute(params string[] anyOf) : GraphQLAttribute
{
    private const string Key = "registry.scopes";

    public IReadOnlyList<string> AnyOf { get; } = anyOf is { Length: > 0 }
        ? anyOf
        : throw new ArgumentException("A scope attribute names at least one scope.", nameof(anyOf));

    /// <summary>A scope that is needed besides; null: none is.</summary>
    public string? And { get; init; }

    private IReadOnlyList<IReadOnlyList<string>> Sets => And is null ? [AnyOf] : [AnyOf, [And]];

    public override void Modify(IGraphType graphType) => graphType.WithMetadata(Key, Sets);

    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.WithMetadata(Key, Sets);

    /// <summary>The sets of which a caller needs one scope each; null: no scope opens the field.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>>? On(IGraphType type, FieldType field) =>
        field.GetMetadata<IReadOnlyList<IReadOnlyList<string>>?>(Key)
        ?? type.GetMetadata<IReadOnlyList<IReadOnlyList<string>>?>(Key);
}
