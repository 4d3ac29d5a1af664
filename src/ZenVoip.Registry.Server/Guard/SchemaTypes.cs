using GraphQL.Types;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Types of the schema by what a document says.</summary>
internal static class SchemaTypes
{
    /// <summary>Null: the schema has no such operations.</summary>
    public static IObjectGraphType? RootOf(this ISchema schema, OperationType operation) => operation switch
    {
        OperationType.Query => schema.Query,
        OperationType.Mutation => schema.Mutation,
        _ => schema.Subscription,
    };

    /// <summary>Null: there is no condition.</summary>
    public static IGraphType? TypeOf(this ISchema schema, GraphQLTypeCondition? condition) =>
        condition is null ? null : schema.AllTypes[condition.Type.Name.Value];
}
