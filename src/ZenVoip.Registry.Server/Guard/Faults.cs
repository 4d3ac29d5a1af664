using System.Diagnostics;
using System.Text;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Turns what went wrong into what a caller may read: a stable code; no internals, values or hints.</summary>
internal sealed partial class Faults(ILogger<Faults> logger, IFaultNames? names = null)
{
    /// <summary>More errors than this help nobody, and answering thousands is a way to be attacked.</summary>
    /// <remarks>Of a mutation every root that failed is told besides: a client must know which change was not made.
    /// There are not more of them than <see cref="QueryBudgetOptions.RootFields"/>. What it was refused for before it
    /// began stands at no field.</remarks>
    public const int MaxReported = 5;

    private const int MaxMessageLength = 300;

    /// <summary>Of a mutation its changes that failed, then the first errors in the order of the engine, made safe.
    /// </summary>
    /// <param name="ofMutation">A fault of a root field, or of none, is one of a change; below, it is one of reading.
    /// </param>
    public List<ExecutionError> Reported(ExecutionErrors errors, string fallbackTraceId, bool ofMutation = false)
    {
        var ofRoot = errors.ToLookup(error => ofMutation && error.Path?.Take(2).Count() is 1);
        return
        [
            .. ofRoot[true].Concat(ofRoot[false].Take(MaxReported)).Select(error =>
                Reported(error, fallbackTraceId, ofChange: ofMutation && error.Path?.Skip(1).Any() is not true)),
        ];
    }

    public ExecutionError Reported(Exception fault, string fallbackTraceId, bool ofChange = false)
    {
        var traceId = Activity.Current?.TraceId.ToString() ?? fallbackTraceId;
        var safe = GraphFaultIn(fault) is { } spoken
            ? new ExecutionError(spoken.Message) { Code = spoken.Code }
            : Known(fault) ?? Failed(fault, traceId, ofChange);
        if (fault is not ExecutionError original) return safe;
        safe.Path = original.Path;
        foreach (var location in original.Locations ?? [])
            safe.AddLocation(location);
        return safe;
    }

    /// <summary>Logs a fault that becomes a part of an answer: nothing else would tell of it.</summary>
    /// <returns>The trace that finds it in the log.</returns>
    public string Record(Exception fault)
    {
        var traceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        LogInternal(traceId, Told(fault));
        return traceId;
    }

    private ExecutionError Failed(Exception fault, string traceId, bool ofChange)
    {
        var failed = Named(fault, ofChange) ?? (fault is TimeoutError ? TookTooLong() : Internal(fault, traceId));
        names?.Count(failed.Code!);
        return failed;
    }

    private static ExecutionError TookTooLong() =>
        new("The operation took too long and was stopped.") { Code = ErrorCodes.Timeout };

    private ExecutionError? Named(Exception fault, bool ofChange) =>
        names?.NameOf(fault, ofChange) is { } named ? new ExecutionError(named.Message) { Code = named.Code } : null;

    private static GraphFault? GraphFaultIn(Exception? fault)
    {
        while (fault is not null and not GraphFault) fault = fault.InnerException;
        return (GraphFault?)fault;
    }

    private static ExecutionError? Known(Exception fault) => fault switch
    {
        SyntaxError => new("The query has a syntax error here.") { Code = ErrorCodes.Syntax },
        InvalidVariableError or InvalidValueError => Refused(fault, ErrorCodes.Variables),
        DefaultValuesOfCorrectTypeError =>
            new("The default value of a variable does not fit its type.") { Code = ErrorCodes.Validation },
        ValidationError => Refused(fault, ErrorCodes.Validation),
        NoOperationError or NoOperationNameError or InvalidOperationNameError =>
            new("No operation, or more than one, is meant by the operationName.") { Code = ErrorCodes.Operation },
        _ => null,
    };

    /// <summary>
    /// The engine's first sentence speaks of names; those after it quote values, which may be personal, and propose
    /// names ("Did you mean ..."), from which a schema can be guessed. Of them only <see cref="Misfit"/> is told: of an
    /// input that the caller named itself, which field is missing or unknown, and which type is expected. So much is
    /// known also to a token that may not read the schema.
    /// </summary>
    private static ExecutionError Refused(Exception fault, string code)
    {
        var message = fault.Message;
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        if (end >= 0) message = string.Join(' ', [message[..(end + 1)], .. Why(message[(end + 2)..])]);
        return new(message.Length > MaxMessageLength ? $"{message[..MaxMessageLength]}…" : message) { Code = code };
    }

    private static string[] Why(string words) => Misfit.Of(words) is { } why ? [why] : [];

    private ExecutionError Internal(Exception fault, string traceId)
    {
        LogInternal(traceId, Told(fault));
        return new ExecutionError("Internal error")
        {
            Code = ErrorCodes.Internal,
            Extensions = new() { ["traceId"] = traceId },
        };
    }

    /// <summary>Types and stack traces only: a message may quote a personal value.</summary>
    private static string Told(Exception fault)
    {
        var told = new StringBuilder();
        for (var one = fault; one is not null; one = one.InnerException)
            told.Append(one.GetType().FullName).AppendLine().Append(one.StackTrace).AppendLine();
        return told.ToString();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An operation failed, trace {TraceId}: {Fault}")]
    private partial void LogInternal(string traceId, string fault);
}
