using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>GraphQL over HTTP: negotiate, read, admit, check access and limits, run, write.</summary>
internal sealed class GraphQLEndpoint(
    ISchema schema,
    IDocumentExecuter executer,
    Admission admission,
    CallLimiter limiter,
    Turns turns,
    Faults faults,
    IOptions<GraphQLOptions> options)
{
    private readonly GraphQLOptions _options = options.Value;

    /// <param name="stream">Answers a subscription; null: the caller takes no stream.</param>
    public async Task Serve(HttpContext http, Func<HttpContext, StreamedCall, Task>? stream = null)
    {
        var form = Negotiation.FormOf(http.Request);
        try
        {
            await Serve(http, form ?? throw new GraphFault(ErrorCodes.NotAcceptable, Accepted), stream);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (InvalidDocumentException invalid)
        {
            await Answer.Send(
                http, form ?? AnswerForm.Json, new(), faults.Reported(invalid.Errors, http.TraceIdentifier));
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            var refusal = faults.Reported(Classified(fault), http.TraceIdentifier);
            await Answer.Send(http, FormOf(refusal, form), refusal);
        }
    }

    private const string Accepted = $"Answers are {Negotiation.GraphQLResponse} or {Negotiation.Json}.";

    private async Task Serve(HttpContext http, AnswerForm form, Func<HttpContext, StreamedCall, Task>? stream)
    {
        var call = await Read(http, putsOff: true);
        var withinLimit = limiter.Admits(http.User);
        var document = await admission.Admit(call, http.User, withinLimit, http.RequestAborted);
        var operation = admission.Find(document, call, http.User, withinLimit);
        using var turn = await turns.Take(call, operation.Type, http.RequestAborted);
        var context = admission.Open(operation, call, withinLimit);
        CheckMethod(http.Request, operation.Type);
        if (operation.Type is OperationType.Subscription)
        {
            if (stream is null)
                throw new GraphFault(ErrorCodes.NoStream, "A subscription needs a transport that streams.");
            await stream(http, new(call, document, operation, context));
            return;
        }

        var run = OptionsOf(http, call, document, context);
        var (whole, result) = operation.Plain is { } plain
            ? await PlainExecution.Run(plain, run, executer)
            : new(null, await executer.ExecuteAsync(run));
        // Whoever reads the answer slowly keeps nobody waiting.
        turn?.Dispose();
        if (whole is not null)
        {
            await Answer.Send(http, form, whole);
            return;
        }
        var errors = result!.Errors is { Count: > 0 } found
            ? faults.Reported(found, http.TraceIdentifier, ofMutation: operation.Type is OperationType.Mutation)
            : [];
        await Answer.Send(http, form, result, errors);
    }

    /// <summary>The call, out of a body or a URL.</summary>
    /// <param name="putsOff">Many variables are not read yet.</param>
    internal async ValueTask<GraphQLCall> Read(HttpContext http, bool putsOff = false)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method))
        {
            return request.Path.Value!.Length + request.QueryString.Value!.Length <= _options.MaxUrlLength
                ? RequestReader.ReadUrl(request.Query)
                : throw new GraphFault(ErrorCodes.UrlTooLong, "The URL is too long: send the query by POST.");
        }
        if (!Negotiation.IsJson(request.ContentType))
            throw new GraphFault(ErrorCodes.UnsupportedMediaType, $"The body must be {Negotiation.Json} in UTF-8.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = _options.MaxBodyBytes;
        return await RequestReader.ReadBody(request, putsOff, http.RequestAborted);
    }

    /// <exception cref="GraphFault">MUTATION_BY_GET.</exception>
    internal static void CheckMethod(HttpRequest request, OperationType type)
    {
        if (type is OperationType.Mutation && HttpMethods.IsGet(request.Method))
            throw new GraphFault(ErrorCodes.MutationByGet, "GET runs queries only: send this by POST.");
    }

    private ExecutionOptions OptionsOf(
        HttpContext http,
        GraphQLCall call,
        AdmittedDocument document,
        Dictionary<string, object?> context) =>
        new()
        {
            Schema = schema,
            Query = document.Text,
            Document = document.Document,
            OperationName = call.OperationName,
            Variables = call.Variables,
            Extensions = call.Extensions,
            ValidationRules = admission.RulesOfEachRequest,
            RequestServices = http.RequestServices,
            User = http.User,
            UserContext = context,
            Timeout = _options.ExecutionTimeout,
            CancellationToken = http.RequestAborted,
        };

    internal static Exception Classified(Exception fault) => fault switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new GraphFault(ErrorCodes.BodyTooLarge, "The body is too large.", fault),
        BadHttpRequestException => new GraphFault(ErrorCodes.BadRequest, "The body could not be read.", fault),
        _ => fault,
    };

    /// <summary>What is refused on the level of HTTP is no GraphQL response, and does not claim to be one.</summary>
    private static AnswerForm FormOf(ExecutionError refusal, AnswerForm? wanted) => refusal.Code is
        ErrorCodes.NotAcceptable or ErrorCodes.UnsupportedMediaType or ErrorCodes.BodyTooLarge
        or ErrorCodes.UrlTooLong or ErrorCodes.MutationByGet or ErrorCodes.TooManyCalls
        or ErrorCodes.TooManyStreams
        ? AnswerForm.Json
        : wanted ?? AnswerForm.Json;
}
