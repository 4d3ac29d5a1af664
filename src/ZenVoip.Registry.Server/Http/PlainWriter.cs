using System.Collections;
using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// Writes what a root field answered, resolving the fields below it on the way: no node is made of any of them.
/// False or an exception: it is not as it must be, and the engine says what is wrong.
/// </summary>
internal sealed class PlainWriter(Utf8JsonWriter json, IResolveFieldContext root)
{
    // One a level: what a field answers may be read while its siblings wait, but not after them.
    private readonly List<PlainContext> _levels = [];

    public bool TryWrite(PlainField field, object? value) => TryWrite(field, field.Definition!.ResolvedType!, value);

    private bool TryWrite(PlainField field, IGraphType type, object? value)
    {
        var required = type as NonNullGraphType;
        type = required?.ResolvedType ?? type;
        if (type is ScalarGraphType scalar)
        {
            value = scalar.Serialize(value);
            if (value is null && required is not null) return false;
            ResultWriter.WriteValue(json, value);
            return true;
        }
        if (value is null)
        {
            json.WriteNullValue();
            return required is null;
        }
        return type is ListGraphType list
            ? TryWriteList(field, list.ResolvedType!, value)
            : TryWriteObject(field.Selection!, value);
    }

    private bool TryWriteList(PlainField field, IGraphType item, object value)
    {
        if (value is string or not IEnumerable) return false;
        json.WriteStartArray();
        foreach (var one in (IEnumerable)value)
        {
            if (!TryWrite(field, item, one)) return false;
        }
        json.WriteEndArray();
        return true;
    }

    private bool TryWriteObject(PlainSelection selection, object value)
    {
        root.CancellationToken.ThrowIfCancellationRequested();
        if (value is IDataLoaderResult || !IsOne(selection.Type, value)) return false;
        var context = Level(selection);
        context.Source = value;
        json.WriteStartObject();
        foreach (var field in selection.Fields)
        {
            json.WritePropertyName(field.Written);
            if (field.Definition is not { } definition)
            {
                json.WriteStringValue(selection.Type.Name);
                continue;
            }
            context.Field = field;
            var answer = (definition.Resolver ?? NameFieldResolver.Instance).ResolveAsync(context);
            if (!answer.IsCompletedSuccessfully || !TryWrite(field, answer.Result)) return false;
        }
        json.WriteEndObject();
        return true;
    }

    private static bool IsOne(IObjectGraphType type, object value) =>
        type.IsTypeOf is not { } isTypeOf || type.SkipTypeCheck || isTypeOf(value);

    /// <summary>Objects of one list share it; siblings of different types do not.</summary>
    private PlainContext Level(PlainSelection selection)
    {
        while (_levels.Count < selection.Depth) _levels.Add(new(root, selection));
        var level = _levels[selection.Depth - 1];
        return level.Selection == selection ? level : _levels[selection.Depth - 1] = new(root, selection);
    }
}
