using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Resolvers;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.ObjectPool;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ZenVoip.Registry.Server.Http;

/// <summary>How a plain operation ended: as an answer that is written already, or as the engine's result.</summary>
internal readonly record struct PlainResult(AnswerBuffer? Whole, ExecutionResult? Result);

/// <summary>
/// Runs plain operations: resolves the root fields, then writes the answer as it goes. Where anything is not as it must
/// be, the engine takes over with what the root fields answered, so that nothing runs twice and every error is its own.
/// </summary>
internal static class PlainExecution
{
    private static readonly KnownRoots Strategy = new();

    private static readonly ObjectPool<TimeLimit> Limits =
        new DefaultObjectPoolProvider { MaximumRetained = 1_024 }.Create<TimeLimit>();

    /// <param name="options">Of them: schema, variables, caller, services, time limit.</param>
    public static async Task<PlainResult> Run(
        PlainOperation operation, ExecutionOptions options, IDocumentExecuter engine)
    {
        var limit = Limits.Get();
        limit.CancelAfter(options.Timeout);
        try
        {
            using var gone = options.CancellationToken.UnsafeRegister(
                static limit => ((TimeLimit)limit!).Cancel(), limit);
            var variables = operation.Variables.Read(options.Variables);
            if (variables is null)
            {
                (variables, var refusals) = await Variables(operation, options, limit.Token);
                if (refusals is { Count: > 0 }) return new(null, Refused(refusals));
            }
            using var context = Context.Of(operation, options, variables, limit.Token);
            // Nothing has run: the engine tells all that does not fit.
            if (context is null) return new(null, await engine.ExecuteAsync(options));
            await context.ResolveRoots();
            if (context.Write() is { } whole) return new(whole, null);
            var result = await Strategy.ExecuteAsync(context);
            result.AddErrors(context.Errors);
            return new(null, result);
        }
        catch (OperationCanceledException) when (
            limit.IsCancellationRequested && !options.CancellationToken.IsCancellationRequested)
        {
            return new(null, new(new TimeoutError()));
        }
        finally
        {
            // Everything that knew it has ended.
            Limits.Return(limit);
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
            Operation = operation.Variables.Alone,
            Variables = options.Variables ?? Inputs.Empty,
            CancellationToken = cancellation,
        }.GetVariablesValuesAsync();

    private sealed class Context : ExecutionContext
    {
        private readonly PlainOperation _operation;
        private readonly RootExecutionNode _root;
        private readonly IResolveFieldContext?[] _fields;

        private Context(
            PlainOperation operation, ExecutionOptions options, Variables variables, CancellationToken cancellation)
        {
            _operation = operation;
            _fields = new IResolveFieldContext?[operation.Roots.Length];
            Answers = new Task<object?>?[operation.Roots.Length];
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
            _root = new(Schema.Query!, operation.Definition.SelectionSet);
        }

        /// <summary>Null: an argument does not fit its type.</summary>
        public static Context? Of(
            PlainOperation operation, ExecutionOptions options, Variables variables, CancellationToken cancellation)
        {
            try
            {
                return new(operation, options, variables, cancellation);
            }
            catch (ExecutionError)
            {
                return null;
            }
        }

        /// <summary>What the root fields answered, in their order; null: <c>__typename</c>.</summary>
        public Task<object?>?[] Answers { get; }

        /// <summary>All at a time; a fault of one is kept with its answer. None begins before all can.</summary>
        public async Task ResolveRoots()
        {
            for (var index = 0; index < Answers.Length; index++)
            {
                var field = _operation.Roots[index];
                if (field.Definition is not null)
                    _fields[index] = new ReadonlyResolveFieldContext(Strategy.NodeOf(_root, field), this);
            }
            for (var index = 0; index < Answers.Length; index++)
            {
                if (_fields[index] is { } field)
                    Answers[index] = Resolve(_operation.Roots[index].Definition!.Resolver!, field);
            }
            foreach (var answer in Answers)
            {
                if (answer is not null)
                    await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            CancellationToken.ThrowIfCancellationRequested();
        }

        /// <summary>The whole answer; null: something is not as it must be.</summary>
        public AnswerBuffer? Write()
        {
            var buffer = AnswerBuffer.Rent();
            try
            {
                if (TryWrite(buffer)) return buffer;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The engine meets it again, and reports it.
            }
            catch
            {
                buffer.Dispose();
                throw;
            }
            buffer.Dispose();
            return null;
        }

        public IFieldResolver AnswerOf(ExecutionNode node)
        {
            for (var index = 0; index < Answers.Length; index++)
            {
                if (Answers[index] is { } answer && _operation.Roots[index].Ast == node.Field)
                    return new FuncFieldResolver<object?>(_ => new ValueTask<object?>(answer));
            }
            return node.FieldDefinition.Resolver!;
        }

        private bool TryWrite(AnswerBuffer buffer)
        {
            var json = buffer.Json;
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            for (var index = 0; index < Answers.Length; index++)
            {
                var field = _operation.Roots[index];
                json.WritePropertyName(field.Written);
                if (Answers[index] is not { } answer) json.WriteStringValue(Schema.Query!.Name);
                else if (!answer.IsCompletedSuccessfully
                    || !new PlainWriter(json, _fields[index]!).TryWrite(field, answer.Result)) return false;
            }
            json.WriteEndObject();
            json.WriteEndObject();
            return true;
        }

        private static Task<object?> Resolve(IFieldResolver resolver, IResolveFieldContext context)
        {
            try
            {
                return resolver.ResolveAsync(context).AsTask();
            }
            catch (Exception fault)
            {
                return Task.FromException<object?>(fault);
            }
        }

        private static Dictionary<GraphQLField, IDictionary<string, ArgumentValue>> Arguments(
            PlainOperation operation, Variables variables)
        {
            var all = new Dictionary<GraphQLField, IDictionary<string, ArgumentValue>>();
            foreach (var field in operation.Roots)
            {
                var (ast, definition) = (field.Ast, field.Definition);
                if (ast.Arguments is { Count: > 0 } given && ExecutionHelper.GetArguments(
                    definition?.Arguments, given, variables, operation.Document, ast, directive: null) is { } values)
                    all.Add(ast, values);
            }
            return all;
        }
    }

    /// <summary>Used again and again, with its timer; one that has cancelled anything is not.</summary>
    private sealed class TimeLimit : CancellationTokenSource, IResettable;

    /// <summary>The engine's own, for root fields that have been resolved.</summary>
    private sealed class KnownRoots : ParallelExecutionStrategy
    {
        public ExecutionNode NodeOf(RootExecutionNode root, PlainField field) =>
            BuildExecutionNode(root, field.Definition!.ResolvedType!, field.Ast, field.Definition);

        protected override IFieldResolver SelectResolver(ExecutionNode node, ExecutionContext context) =>
            node.Parent is RootExecutionNode
                ? ((Context)context).AnswerOf(node)
                : base.SelectResolver(node, context);
    }
}
