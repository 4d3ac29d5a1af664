using GraphQLParser.AST;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>GraphQL over server-sent events, one stream for each operation ("distinct connections").</summary>
internal sealed class EventStream(
    GraphQLEndpoint endpoint,
    StreamedOperations operations,
    StreamPlaces places,
    StreamPatience patience,
    IHostApplicationLifetime host,
    IOptions<StreamOptions> options,
    TimeProvider clock)
{
    public const string MediaType = "text/event-stream";

    /// <summary>Does the caller take events, by name?</summary>
    public static bool IsTaken(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        return accept.Count > 0 && accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase)
            && request.GetTypedHeaders().Accept.Any(IsEvents);
    }

    /// <summary>A subscription comes as events; whatever has one answer, in the form that is liked best.</summary>
    public Task Serve(HttpContext http) =>
        Negotiation.IsLikedBest(http.Request, MediaType) ? ServeEvents(http) : endpoint.Serve(http, Stream);

    private async Task ServeEvents(HttpContext http)
    {
        try
        {
            await Admit(http, await endpoint.Read(http));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            await Answer.Send(
                http, AnswerForm.Json, operations.Reported(GraphQLEndpoint.Classified(fault), http)[0]);
        }
    }

    private static bool IsEvents(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && type.Quality is null or > 0;

    private async Task Admit(HttpContext http, GraphQLCall call)
    {
        StreamedCall admitted;
        try
        {
            admitted = await operations.Admit(call, http.User, http.RequestAborted);
        }
        catch (Exception refusal) when (refusal is InvalidDocumentException or GraphFault && IsEvent(refusal))
        {
            await Begin(http);
            await Next(http, new(new(), operations.Reported(refusal, http)));
            await Complete(http);
            return;
        }
        await Stream(http, admitted);
    }

    /// <summary>Only what goes on takes a place: an answer that ends by itself is a call like any other.</summary>
    private async Task Stream(HttpContext http, StreamedCall call)
    {
        GraphQLEndpoint.CheckMethod(http.Request, call.Type);
        var caller = await StreamCaller.Of(http)
            ?? throw new GraphFault(ErrorCodes.Forbidden, "The token is not accepted.");
        using var place = call.Type is not OperationType.Subscription ? null
            : places.Take(caller.User)
                ?? throw new GraphFault(ErrorCodes.TooManyStreams, "This client has as many streams as it may.");
        using var end = new StreamEnd(http, host, clock);
        end.With(caller, clock);
        await Begin(http);
        // What has one answer is answered, as by any call: of a change it would else not be known whether it happened.
        var until = call.Type is OperationType.Subscription ? end.Any : http.RequestAborted;
        await Relay(http, operations.Run(call, caller, http, until), end, until);
    }

    /// <summary>What is wrong with the operation is told by an event; what HTTP says no to, by its status.</summary>
    private static bool IsEvent(Exception refusal) => refusal is not GraphFault fault
        || AnswerStatus.Of(fault.Code, AnswerForm.Json) == StatusCodes.Status200OK;

    private async Task Relay(
        HttpContext http, IAsyncEnumerable<StreamedAnswer> answers, StreamEnd end, CancellationToken until)
    {
        await using var items = answers.GetAsyncEnumerator(until);
        try
        {
            while (await Arrives(http, items))
                await Next(http, items.Current);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // "Complete" says that there is nothing more to come: of a silo that stops, clients must ask another.
            if (!end.Expired) return;
            await Fail(http, new GraphFault(ErrorCodes.TokenExpired, "The token has run out."));
        }
        catch (Exception fault)
        {
            await Fail(http, fault);
        }
        await Complete(http);
    }

    /// <summary>Waits for the next item, and says meanwhile that the stream is alive.</summary>
    private async Task<bool> Arrives(HttpContext http, IAsyncEnumerator<StreamedAnswer> items)
    {
        var next = items.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            using var pause = new CancellationTokenSource();
            var waited = await Task.WhenAny(next, Task.Delay(options.Value.KeepAlive, clock, pause.Token));
            await pause.CancelAsync();
            if (waited != next) await StayAlive(http, next);
        }
        return await next;
    }

    private async Task StayAlive(HttpContext http, Task next)
    {
        try
        {
            await Write(http, ":\n\n"u8.ToArray());
        }
        catch
        {
            // What still waits for an item must have ended before it can be disposed of.
            http.Abort();
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task Begin(HttpContext http)
    {
        // The reader's own patience counts, see StreamOptions.SendTimeout.
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        http.Response.ContentType = $"{MediaType}; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // Proxies of the nginx family hold answers back otherwise.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await Write(http, ":\n\n"u8.ToArray());
    }

    private Task Fail(HttpContext http, Exception fault) => Next(http, new(new(), operations.Reported(fault, http)));

    private async Task Next(HttpContext http, StreamedAnswer answer)
    {
        using var buffer = AnswerBuffer.Rent();
        ResultWriter.Write(buffer.Json, answer.Result, answer.Errors);
        await Write(http, [.. "event: next\ndata: "u8, .. buffer.Written().Span, .. "\n\n"u8]);
    }

    private Task Complete(HttpContext http) => Write(http, "event: complete\ndata:\n\n"u8.ToArray());

    private Task Write(HttpContext http, byte[] bytes) => patience.Send(http, async cancellation =>
        await http.Response.BodyWriter.WriteAsync(bytes, cancellation));
}
