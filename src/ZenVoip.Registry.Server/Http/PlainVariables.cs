using System.Collections;
using System.Collections.Immutable;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// The variables of an operation, none of them optional, with their types: read in one pass as the engine reads them.
/// Where they are not as they must be, the engine says what is wrong.
/// </summary>
internal sealed class PlainVariables
{
    private readonly ImmutableArray<(GraphQLVariableDefinition Definition, IGraphType Type)> _known;

    private PlainVariables(ImmutableArray<(GraphQLVariableDefinition, IGraphType)> known) => _known = known;

    /// <summary>The variables without the fields: where none is optional, their use changes nothing.</summary>
    public required GraphQLOperationDefinition Alone { get; init; }

    /// <summary>Null: one of them is optional, or of a type that the schema does not know.</summary>
    public static PlainVariables? Of(ISchema schema, GraphQLOperationDefinition operation)
    {
        var known = ImmutableArray.CreateBuilder<(GraphQLVariableDefinition, IGraphType)>();
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            if (variable.Type is not GraphQLNonNullType || variable.Type.GraphTypeFromType(schema) is not { } type)
                return null;
            known.Add((variable, type));
        }

        return new(known.ToImmutable())
        {
            Alone = new(new GraphQLSelectionSet([])) { Variables = operation.Variables },
        };
    }

    /// <summary>Null: one of them is missing or cannot be read.</summary>
    public Variables? Read(Inputs? given)
    {
        var variables = new Variables();
        try
        {
            foreach (var (definition, type) in _known)
            {
                var name = definition.Variable.Name.StringValue;
                if (given is null || !given.TryGetValue(name, out var value) || !TryRead(type, value, out var read))
                    return null;
                variables.Add(new Variable(name, definition) { Value = read });
            }
        }
        catch (Exception)
        {
            // A scalar that refuses throws; whatever it is, the engine meets it again and reports it.
            return null;
        }

        return variables;
    }

    private static bool TryRead(IGraphType type, object? value, out object? read)
    {
        read = null;
        switch (type)
        {
            case NonNullGraphType required:
                return value is not null && TryRead(required.ResolvedType!, value, out read);
            case ScalarGraphType scalar:
                read = scalar.ParseValue(value);
                return true;
            case ListGraphType list:
                return value is null || TryReadList(list.ResolvedType!, value, out read);
            case IInputObjectGraphType shape:
                return value is null || (value is IDictionary<string, object?> map && TryReadMap(shape, map, out read));
            default:
                return false;
        }
    }

    private static bool TryReadList(IGraphType item, object value, out object? read)
    {
        // What is no list is a list of one.
        var items = value as IList ?? new[] { value };
        var all = new object?[items.Count];
        read = all;
        for (var index = 0; index < all.Length; index++)
        {
            if (!TryRead(item, items[index], out all[index]))
                return false;
        }

        return true;
    }

    private static bool TryReadMap(IInputObjectGraphType shape, IDictionary<string, object?> map, out object? read)
    {
        read = null;
        var (found, nulls) = (0, 0);
        var values = new Dictionary<string, object?>(map.Count, StringComparer.Ordinal);
        foreach (var field in shape.Fields)
        {
            if (map.TryGetValue(field.Name, out var given))
            {
                if (!TryRead(field.ResolvedType!, given, out var value))
                    return false;
                if (value is not null && field.Parser is { } parse) value = parse(value);
                if (value is not null) field.Validator?.Invoke(value);
                values[field.Name] = value;
                found++;
                nulls += value is null ? 1 : 0;
            }
            else if (field.DefaultValue is { } standing)
            {
                values[field.Name] = standing;
            }
            else if (field.ResolvedType is NonNullGraphType)
            {
                return false;
            }
        }

        if (found != map.Count || (shape.IsOneOf && (found != 1 || nulls > 0)))
            return false;
        read = shape.ParseDictionary(values);
        return true;
    }
}
