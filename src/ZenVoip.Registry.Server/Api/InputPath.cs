using System.Globalization;
using GraphQL;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Api;

/// <summary>
/// Finds what a refusal is about among the input fields of the mutation that was called: the domain speaks of an
/// `identifier` also where the caller wrote it into a list.
/// </summary>
internal static class InputPath
{
    private const string Argument = "input";
    private const string Items = "items";

    /// <param name="context">Of a field within the payload.</param>
    /// <param name="field">Steps between dots, a place in a list as a number; null: about no field.</param>
    /// <returns>Null: the mutation has no such field.</returns>
    public static IReadOnlyList<string>? Of(IResolveFieldContext context, string? field)
    {
        var root = context;
        while (root.Parent is { } parent)
            root = parent;
        return field is not null && root.FieldDefinition.Arguments?.Find(Argument)?.ResolvedType is { } type
            ? Of(type, field, context.Path.OfType<int>().Cast<int?>().FirstOrDefault())
            : null;
    }

    /// <param name="item">Which item of a bulk mutation; null: it is none.</param>
    public static IReadOnlyList<string>? Of(IGraphType input, string field, int? item = null)
    {
        var type = input.GetNamedType() as IInputObjectGraphType;
        List<string> path = [Argument];
        if (item is { } number && type?.Fields.Find(Items) is { ResolvedType: { } items })
        {
            path.AddRange([Items, number.ToString(CultureInfo.InvariantCulture)]);
            type = items.GetNamedType() as IInputObjectGraphType;
        }
        var outer = path.Count;
        foreach (var step in field.Split('.'))
        {
            if (path.Count > outer && int.TryParse(step, CultureInfo.InvariantCulture, out _))
            {
                path.Add(step);
                continue;
            }
            if (Named(type, step) is not { } found)
                break;
            path.Add(found.Name);
            type = found.ResolvedType!.GetNamedType() as IInputObjectGraphType;
        }
        return path.Count > outer ? path : null;
    }

    private static FieldType? Named(IInputObjectGraphType? type, string step) =>
        type?.Fields.Find(step) ?? type?.Fields.Find($"{step}s");
}
