using GraphQL;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Says that a field is as much work as so many items.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CostsAttribute(int items) : GraphQLAttribute
{
    private const string Key = "registry.costs";

    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.WithMetadata(Key, items);

    /// <summary>Null: it costs nothing of its own.</summary>
    internal static int? On(FieldType field) => field.GetMetadata<int?>(Key);
}
