using GraphQL;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Exempts a root field, by which a no can be said, from limits: saying no is never refused.</summary>
/// <remarks>An operation is exempt when all its root fields are (<c>__typename</c> counts for neither).</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class NeverLimitedAttribute : GraphQLAttribute
{
    private const string Key = "registry.never-limited";

    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.WithMetadata(Key, true);

    internal static bool IsOn(FieldType field) => field.GetMetadata<bool>(Key);
}
