using System.Collections.Immutable;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>The stable values of <c>extensions.code</c> in errors that the GraphQL layer itself answers with.</summary>
/// <remarks>Codes are API: they are never renamed, only added. Resolvers add their own through GraphFault.</remarks>
internal static class ErrorCodes
{
    public const string BadJson = "BAD_JSON";
    public const string BadRequest = "BAD_REQUEST";
    public const string BatchingRefused = "BATCHING_REFUSED";
    public const string UnknownDocument = "UNKNOWN_DOCUMENT";
    public const string OnlyTrustedDocuments = "ONLY_TRUSTED_DOCUMENTS";

    public const string Syntax = "SYNTAX";
    public const string Validation = "VALIDATION";
    public const string Variables = "VARIABLES";
    public const string Operation = "OPERATION";
    public const string NoStream = "NO_STREAM";

    public const string QueryTooLong = "QUERY_TOO_LONG";
    public const string QueryTooDeep = "QUERY_TOO_DEEP";
    public const string QueryTooCostly = "QUERY_TOO_COSTLY";
    public const string TooManyFields = "TOO_MANY_FIELDS";
    public const string TooManyAliases = "TOO_MANY_ALIASES";
    public const string TooManyDirectives = "TOO_MANY_DIRECTIVES";
    public const string TooManyRootFields = "TOO_MANY_ROOT_FIELDS";
    public const string TooManyDefinitions = "TOO_MANY_DEFINITIONS";

    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string TooManyCalls = "TOO_MANY_CALLS";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string MutationByGet = "MUTATION_BY_GET";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string UrlTooLong = "URL_TOO_LONG";

    public const string TooManyStreams = "TOO_MANY_STREAMS";
    public const string TokenExpired = "TOKEN_EXPIRED";

    public const string Timeout = "TIMEOUT";
    public const string Internal = "INTERNAL";

    /// <summary>What each code means, in one line: the documentation of errors is made of this.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Meanings = new Dictionary<string, string>
    {
        [BadJson] = "The body, or the variables of a GET, are no JSON.",
        [BadRequest] = "The JSON is no GraphQL request: a parameter is missing or of the wrong kind.",
        [BatchingRefused] = "The body is an array: send one operation per request.",
        [UnknownDocument] = "No trusted document has this documentId.",
        [OnlyTrustedDocuments] = "This registry runs trusted documents only: send a documentId, no query.",
        [Syntax] = "The query cannot be parsed; the location says where.",
        [Validation] = "The query does not fit the schema.",
        [Variables] = "A variable's value does not fit its declared type; the message names the field and what is "
            + "expected there.",
        [Operation] = "No operation has the operationName, or several operations came without one.",
        [NoStream] = "A subscription needs a transport that streams.",
        [QueryTooLong] = "The query's text is longer than the limit in bytes of UTF-8.",
        [QueryTooDeep] = "Fields are nested deeper than the limit.",
        [QueryTooCostly] = "The query asks for more items than the limit, pages within pages multiplied. Beside a no: "
            + "it is recorded, and the reading refused.",
        [TooManyFields] = "The query selects more fields than the limit, or one of them too often, fragments expanded.",
        [TooManyAliases] = "The query has more aliases than the limit, fragments expanded.",
        [TooManyDirectives] = "The query has more directives than the limit, fragments expanded.",
        [TooManyRootFields] = "The operations of the query have more root fields than the limit, fragments expanded.",
        [TooManyDefinitions] = "The query has more operations and fragments than the limit.",
        [Unauthenticated] = "The call has no bearer token that the registry accepts.",
        [Forbidden] = "The token lacks a scope that the query needs; the message names the field and the scopes. Or "
            + "what is sent is not its own to say, such as the source OPERATOR or another holder system.",
        [TooManyCalls] = "This client calls too often: wait as long as Retry-After says. Beside a no: it is "
            + "recorded, and the reading refused.",
        [MethodNotAllowed] = "Only GET and POST are answered here.",
        [MutationByGet] = "GET runs queries only: send this by POST.",
        [NotAcceptable] = "None of the accepted media types can be answered with.",
        [UnsupportedMediaType] = "The body must be application/json in UTF-8, and say so.",
        [BodyTooLarge] = "The body is larger than the limit.",
        [UrlTooLong] = "The URL is longer than the limit: send the query by POST.",
        [TooManyStreams] = "This client has as many streams open, or operations on a socket, as it may.",
        [TokenExpired] = "The token has run out while a stream was open (before, it is UNAUTHENTICATED): connect again "
            + "with a new one.",
        [Timeout] = "The operation took too long and was stopped; a mutation may have happened.",
        [Internal] = "The registry failed; the traceId finds the reason in its logs.",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
