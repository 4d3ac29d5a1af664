using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>The HTTP status of every answer.</summary>
internal static class AnswerStatus
{
    /// <summary>The only place to change when the draft of GraphQL over HTTP moves.</summary>
    /// <remarks>
    /// As the 61 audits of graphql-http 1.23.1 (the text of 2025) want it. The draft of 2026-08 differs: 422 in both
    /// forms for what is refused here with 200 or 400, and 294 for data with errors. What HTTP itself says no to
    /// (rights, rate, size, method) has its own status in both forms, for proxies and clients read it there.
    /// </remarks>
    /// <param name="code">The code of the first error; null: the operation ran, whatever its fields answered.</param>
    public static int Of(string? code, AnswerForm form) => code switch
    {
        null => StatusCodes.Status200OK,
        ErrorCodes.BadJson or ErrorCodes.BadRequest or ErrorCodes.BatchingRefused => StatusCodes.Status400BadRequest,
        ErrorCodes.UnknownDocument or ErrorCodes.OnlyTrustedDocuments => StatusCodes.Status400BadRequest,
        ErrorCodes.NoStream => StatusCodes.Status400BadRequest,
        ErrorCodes.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCodes.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCodes.MutationByGet or ErrorCodes.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorCodes.NotAcceptable => StatusCodes.Status406NotAcceptable,
        ErrorCodes.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCodes.UrlTooLong => StatusCodes.Status414UriTooLong,
        ErrorCodes.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.TooManyCalls or ErrorCodes.TooManyStreams => StatusCodes.Status429TooManyRequests,
        ErrorCodes.Internal => StatusCodes.Status500InternalServerError,
        ErrorCodes.Timeout => StatusCodes.Status504GatewayTimeout,
        _ => form is AnswerForm.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
    };
}
