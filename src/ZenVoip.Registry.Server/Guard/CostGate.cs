using GraphQL;
using GraphQL.DI;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Shuts what has a price below the root of an operation that is run although it asks for too much, for it says no.
/// </summary>
internal sealed class CostGate : BaseSchemaNodeVisitor, IConfigureSchema
{
    private const string Key = "registry.costs-too-much";

    /// <summary>The context by which the fields of an operation find the gate shut.</summary>
    public static Dictionary<string, object?> Shut => new() { [Key] = null };

    public void Configure(ISchema schema, IServiceProvider serviceProvider) => schema.RegisterVisitor(this);

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        var isRoot = type == schema.Query || type == schema.Mutation || type == schema.Subscription;
        if (!isRoot && QueryCost.IsPriced(field) && field.Resolver is { } resolver)
            field.Resolver = new Gated(resolver);
    }

    private sealed class Gated(IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => context.UserContext.ContainsKey(Key)
            ? throw new GraphFault(ErrorCodes.QueryTooCostly, "The operation was run; this asks for too many items.")
            : resolver.ResolveAsync(context);
    }
}
