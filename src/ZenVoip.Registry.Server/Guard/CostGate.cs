using GraphQL;
using GraphQL.DI;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Shuts what has a price below the root of an operation that is run, for it says no, although it asks for too much or
/// comes too often.
/// </summary>
internal sealed class CostGate : BaseSchemaNodeVisitor, IConfigureSchema
{
    private const string Key = "registry.shut";

    /// <summary>The context by which the fields of an operation find the gate shut.</summary>
    /// <param name="code">Why: what their errors say.</param>
    public static Dictionary<string, object?> Shut(string code) => new() { [Key] = code };

    public void Configure(ISchema schema, IServiceProvider serviceProvider) => schema.RegisterVisitor(this);

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        var isRoot = type == schema.Query || type == schema.Mutation || type == schema.Subscription;
        if (!isRoot && QueryCost.IsPriced(field) && field.Resolver is { } resolver)
            field.Resolver = new Gated(resolver);
    }

    private sealed class Gated(IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context) =>
            context.UserContext.TryGetValue(Key, out var code)
                ? throw new GraphFault((string)code!, "The operation was run; this was not read with it.")
                : resolver.ResolveAsync(context);
    }
}
