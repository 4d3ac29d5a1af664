using GraphQL;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Sends answers: form, status, headers and body.</summary>
internal static class Answer
{
    private const string Utf8Json = $"{Negotiation.Json}; charset=utf-8";
    private const string Utf8GraphQLResponse = $"{Negotiation.GraphQLResponse}; charset=utf-8";

    /// <summary>An operation that ran and whose answer is written; returns the buffer.</summary>
    public static async Task Send(HttpContext http, AnswerForm form, AnswerBuffer whole)
    {
        using (whole)
            await Send(http, form, StatusCodes.Status200OK, whole.Written());
    }

    /// <summary>An operation that ran, or whose variables were refused.</summary>
    public static async Task Send(
        HttpContext http, AnswerForm form, ExecutionResult result, List<ExecutionError> errors)
    {
        using var buffer = AnswerBuffer.Rent();
        ResultWriter.Write(buffer.Json, result, errors);
        var code = result.Executed ? null : errors is [var first, ..] ? first.Code : ErrorCodes.Internal;
        await Send(http, form, AnswerStatus.Of(code, form), buffer.Written());
    }

    /// <summary>A request that did not come so far as to run.</summary>
    public static Task Send(HttpContext http, AnswerForm form, ExecutionError refusal)
    {
        switch (refusal.Code)
        {
            case ErrorCodes.MutationByGet:
                http.Response.Headers.Allow = HttpMethods.Post;
                break;
            case ErrorCodes.MethodNotAllowed:
                http.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Post}";
                break;
            case ErrorCodes.TooManyCalls or ErrorCodes.TooManyStreams:
                http.Response.Headers.RetryAfter = "1";
                break;
        }
        return Send(http, form, new ExecutionResult(), [refusal]);
    }

    private static async Task Send(HttpContext http, AnswerForm form, int status, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = form is AnswerForm.Json ? Utf8Json : Utf8GraphQLResponse;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }
}
