using GraphQL;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Says which argument tells how much a field answers; `first` needs no saying.</summary>
/// <param name="path">Names of argument and input fields between dots, down to a list.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SizedByAttribute(string path) : GraphQLAttribute
{
    private const string Key = "registry.sized-by";
    private const string Page = "first";

    private static readonly string[] ByPage = [Page];

    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.WithMetadata(Key, path.Split('.'));

    /// <summary>Null: the field answers no more than what is stored with its parent.</summary>
    internal static string[]? On(FieldType field) => field.GetMetadata<string[]?>(Key)
        ?? (field.Arguments?.Find(Page) is null ? null : ByPage);
}
