using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Which media types come in and which go out.</summary>
internal static class Negotiation
{
    public const string Json = "application/json";
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>The form that the caller likes best; null: it accepts none of ours (406).</summary>
    public static AnswerForm? FormOf(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0) return AnswerForm.Json;
        return accept.Count == 1 && FormOf(accept[0].AsSpan()) is { } form ? form : Best(request.GetTypedHeaders());
    }

    /// <summary>Does the caller like this, by its name, better than any form of ours? Of the same, the first.</summary>
    public static bool IsLikedBest(HttpRequest request, string mediaType)
    {
        (bool IsIt, double Quality) best = (false, 0);
        foreach (var type in request.GetTypedHeaders().Accept)
        {
            var isIt = type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
            var quality = type.Quality ?? 1;
            if (quality > best.Quality && (isIt || (FormOf(type.MediaType.AsSpan()) is not null && IsUtf8(type))))
                best = (isIt, quality);
        }
        return best.IsIt;
    }

    /// <summary>May the body be read: JSON, in UTF-8 (RFC 8259), declared as such?</summary>
    public static bool IsJson(string? contentType) =>
        contentType is Json
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && IsUtf8(type));

    private static AnswerForm? FormOf(ReadOnlySpan<char> mediaType) => mediaType switch
    {
        "" or Json or "application/*" or "*/*" => AnswerForm.Json,
        GraphQLResponse => AnswerForm.GraphQLResponse,
        _ => null,
    };

    private static AnswerForm? Best(RequestHeaders headers)
    {
        (AnswerForm Form, double Quality)? best = null;
        foreach (var type in headers.Accept)
        {
            var quality = type.Quality ?? 1;
            var form = FormOf(type.MediaType.AsSpan());
            if (form is { } known && IsUtf8(type) && quality > (best?.Quality ?? 0)) best = (known, quality);
        }
        return best?.Form;
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
}
