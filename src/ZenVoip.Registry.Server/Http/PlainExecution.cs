using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Validation;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// Runs plain operations as the engine's own executer would, without walking through the document on each request.
/// Every other operation is left to that.
/// </summary>
internal static class PlainExecution
{
    private static readonly PlainStrategy Strategy = new();

    /// <param name="options">Of them: schema, variables, caller, services, time limit.</param>
    public static async Task<ExecutionResult> Run(PlainOperation operation, ExecutionOptions options)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            var (variables, refusals) = await Variables(operation, options, limit.Token);
            if (refusals is { Count: > 0 }) return Refused(refusals);
            using var context = new Context(operation, options, variables, limit.Token);
            var result = await Strategy.ExecuteAsync(context);
            result.AddErrors(context.Errors);
            return result;
        }
        catch (OperationCanceledException) when (
            limit.IsCancellationRequested && !options.CancellationToken.IsCancellationRequested)
        {
            return new(new TimeoutError());
        }
        catch (ExecutionError refusal)
        {
            return new(refusal);
        }
    }

    private static ExecutionResult Refused(List<ValidationError> refusals)
    {
        var result = new ExecutionResult();
        foreach (var refusal in refusals) result.AddError(refusal);
        return result;
    }

    private static ValueTask<(Variables, List<ValidationError>?)> Variables(
        PlainOperation operation, ExecutionOptions options, CancellationToken cancellation) =>
        new ValidationContext
        {
            Schema = options.Schema!,
            Document = operation.Document,
            Operation = operation.VariablesOnly,
            Variables = options.Variables ?? Inputs.Empty,
            CancellationToken = cancellation,
        }.GetVariablesValuesAsync();

    private sealed class Context : ExecutionContext
    {
        /// <exception cref="ExecutionError">An argument does not fit its type.</exception>
        public Context(
            PlainOperation operation, ExecutionOptions options, Variables variables, CancellationToken cancellation)
        {
            Plain = operation;
            Document = operation.Document;
            Operation = operation.Definition;
            Schema = options.Schema!;
            UserContext = options.UserContext;
            ExecutionOptions = options;
            ExecutionStrategy = Strategy;
            Variables = variables;
            ArgumentValues = Arguments(operation, variables);
            Errors = [];
            InputExtensions = options.Extensions ?? Inputs.Empty;
            OutputExtensions = [];
            Metrics = Metrics.None;
            Listeners = options.Listeners;
            CancellationToken = cancellation;
            RequestServices = options.RequestServices;
            User = options.User;
        }

        public PlainOperation Plain { get; }

        private static Dictionary<GraphQLField, IDictionary<string, ArgumentValue>> Arguments(
            PlainOperation operation, Variables variables)
        {
            var all = new Dictionary<GraphQLField, IDictionary<string, ArgumentValue>>();
            foreach (var (field, definition) in operation.WithArguments)
            {
                if (ExecutionHelper.GetArguments(
                    definition.Arguments, field.Arguments, variables, operation.Document, field, directive: null)
                    is { } values)
                    all.Add(field, values);
            }
            return all;
        }
    }

    private sealed class PlainStrategy : ParallelExecutionStrategy
    {
        protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
        {
            var type = parent.GetObjectGraphType(context.Schema) ?? parent.GraphType!;
            var selected = ((Context)context).Plain.Selected(type, parent.SelectionSet!, field =>
                GetFieldDefinition(context.Schema, (GraphQL.Types.IComplexGraphType)type, field)!);
            var nodes = new ExecutionNode[selected.Length];
            for (var index = 0; index < nodes.Length; index++)
            {
                var (field, definition) = selected[index];
                nodes[index] = BuildExecutionNode(parent, definition.ResolvedType!, field, definition);
            }
            parent.SubFields = nodes;
        }
    }
}
