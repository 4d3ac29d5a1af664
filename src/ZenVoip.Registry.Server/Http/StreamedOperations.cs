using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading.Channels;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>One answer of an operation.</summary>
/// <param name="Result">Its own errors are for nobody.</param>
/// <param name="Errors">The errors that the caller may see.</param>
/// <param name="Refused">The operation did not run, or its stream did not begin.</param>
internal sealed record StreamedAnswer(ExecutionResult Result, List<ExecutionError> Errors, bool Refused = false);

/// <summary>An operation that may run.</summary>
/// <param name="Context">What its fields know of it.</param>
internal sealed record StreamedCall(
    GraphQLCall Call, AdmittedDocument Document, AdmittedOperation Operation, Dictionary<string, object?> Context)
{
    public OperationType Type => Operation.Type;
}

/// <summary>
/// Runs operations of every kind as streams of answers, each fetched when the one before has been sent.
/// </summary>
internal sealed class StreamedOperations(
    ISchema schema,
    IDocumentExecuter executer,
    Admission admission,
    CallLimiter limiter,
    Faults faults,
    IOptions<GraphQLOptions> options,
    TimeProvider clock)
{
    private readonly GraphQLOptions _options = options.Value;

    /// <exception cref="GraphFault">The call is refused.</exception>
    /// <exception cref="InvalidDocumentException">The document has errors.</exception>
    public async Task<StreamedCall> Admit(GraphQLCall call, ClaimsPrincipal caller, CancellationToken cancellation)
    {
        var withinLimit = limiter.Admits(caller);
        var document = await admission.Admit(call, caller, withinLimit, cancellation);
        var operation = admission.Find(document, call, caller, withinLimit);
        return new(call, document, operation, admission.Open(operation, call, withinLimit));
    }

    /// <summary>The answers; whoever asks for the next one has sent the last.</summary>
    public async IAsyncEnumerable<StreamedAnswer> Run(
        StreamedCall call,
        StreamCaller caller,
        HttpContext http,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var pace = new StreamPace();
        var first = await Start(OptionsOf(call, caller, http, pace, cancellation), cancellation);
        if (first.Streams is not { Count: > 0 } streams)
        {
            var refused = !first.Executed || call.Type is OperationType.Subscription;
            yield return Reported(first, call.Type, http) with { Refused = refused };
            yield break;
        }
        // The pace keeps a source from ever filling it; one without a pace is a fault of ours.
        var arrived = Channel.CreateBounded<ExecutionResult>(StreamPace.Ahead);
        using var subscription = streams.Values.Single().Subscribe(new Arrivals(arrived.Writer));
        await foreach (var result in arrived.Reader.ReadAllAsync(cancellation))
        {
            yield return Reported(result, call.Type, http);
            pace.Taken();
        }
    }

    /// <summary>What a caller may know of a fault.</summary>
    public List<ExecutionError> Reported(Exception fault, HttpContext http) => fault is InvalidDocumentException invalid
        ? faults.Reported(invalid.Errors, http.TraceIdentifier)
        : [faults.Reported(fault, http.TraceIdentifier)];

    private StreamedAnswer Reported(ExecutionResult result, OperationType type, HttpContext http) => new(
        result,
        result.Errors is { Count: > 0 } found
            ? faults.Reported(found, http.TraceIdentifier, ofMutation: type is OperationType.Mutation)
            : []);

    /// <summary>Only the start of a subscription is limited in time: the engine would end the whole of it.</summary>
    private async Task<ExecutionResult> Start(ExecutionOptions run, CancellationToken cancellation)
    {
        try
        {
            return await executer.ExecuteAsync(run).WaitAsync(_options.ExecutionTimeout, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutError();
        }
    }

    private ExecutionOptions OptionsOf(
        StreamedCall call, StreamCaller caller, HttpContext http, StreamPace pace, CancellationToken cancellation) =>
        new()
        {
            Schema = schema,
            Query = call.Document.Text,
            Document = call.Document.Document,
            OperationName = call.Call.OperationName,
            Variables = call.Call.Variables,
            Extensions = call.Call.Extensions,
            ValidationRules = admission.RulesOfEachRequest,
            RequestServices = http.RequestServices,
            User = caller.User,
            UserContext = call.Type is OperationType.Subscription ? pace.Context : call.Context,
            Timeout = call.Type is OperationType.Subscription ? Timeout.InfiniteTimeSpan : _options.ExecutionTimeout,
            CancellationToken = cancellation,
        };

    private sealed class Arrivals(ChannelWriter<ExecutionResult> writer) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value)
        {
            if (!writer.TryWrite(value))
                writer.TryComplete(new InvalidOperationException("A subscription does not keep to its pace."));
        }

        public void OnError(Exception error) => writer.TryComplete(error);

        public void OnCompleted() => writer.TryComplete();
    }
}
