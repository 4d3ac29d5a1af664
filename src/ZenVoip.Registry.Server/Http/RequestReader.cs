using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphQL;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Reads a GraphQL request out of a body or a URL.</summary>
internal static class RequestReader
{
    /// <summary>Longer variables can be put off (<see cref="GraphQLCall.IsLarge"/>), in bytes.</summary>
    public const int Large = 16 * 1024;

    /// <exception cref="GraphFault">BAD_JSON, BAD_REQUEST, BATCHING_REFUSED.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or broken off.</exception>
    /// <param name="putsOff">Much of variables is not read yet.</param>
    public static async ValueTask<GraphQLCall> ReadBody(
        HttpRequest request, bool putsOff, CancellationToken cancellation)
    {
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            // Parsed once, when all of it is there: a pass for every packet would be quadratic.
            if (!read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            try
            {
                return Complete(putsOff && read.Buffer.Length > Large ? ParseLarge(read.Buffer) : Parse(read.Buffer));
            }
            finally
            {
                pipe.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <remarks>An empty parameter is an absent one; <c>operationName=null</c> is the name "null".</remarks>
    /// <exception cref="GraphFault">BAD_JSON, BAD_REQUEST.</exception>
    public static GraphQLCall ReadUrl(IQueryCollection url) => Complete(new()
    {
        Query = One(url, "query"),
        DocumentId = One(url, "documentId"),
        OperationName = One(url, "operationName"),
        Variables = OneMap(url, "variables"),
        Extensions = OneMap(url, "extensions"),
    });

    /// <exception cref="GraphFault">BAD_JSON, BAD_REQUEST, BATCHING_REFUSED.</exception>
    public static GraphQLCall ReadText(ReadOnlyMemory<byte> json) => Complete(Parse(new(json)));

    private static string? One(IQueryCollection url, string name) => url[name] switch
    {
        [] or [""] => null,
        [{ } one] => one,
        _ => throw Bad($"The parameter {name} stands in the URL more than once."),
    };

    private static Inputs? OneMap(IQueryCollection url, string name) =>
        One(url, name) is { } json ? Map(new(Encoding.UTF8.GetBytes(json)), name) : null;

    private static Inputs? Map(ReadOnlySequence<byte> json, string name) =>
        Guarded(json, (ref reader) => ReadNextMap(ref reader, name));

    private static GraphQLCall Parse(ReadOnlySequence<byte> json) =>
        Guarded(json, (ref reader) => ReadCall(ref reader, rented: null));

    /// <summary>What is put off stands in a rented array until it is read: the body is its connection's.</summary>
    private static GraphQLCall ParseLarge(ReadOnlySequence<byte> json)
    {
        GraphQLCall? call = null;
        var rented = ArrayPool<byte>.Shared.Rent((int)json.Length);
        try
        {
            json.CopyTo(rented);
            return call = Guarded(new(rented, 0, (int)json.Length), (ref reader) => ReadCall(ref reader, rented));
        }
        finally
        {
            if (call is not { IsLarge: true }) Return(rented);
        }
    }

    /// <summary>What identifies somebody is not left to whoever rents it next.</summary>
    private static void Return(byte[] rented) => ArrayPool<byte>.Shared.Return(rented, clearArray: true);

    private delegate T Reading<T>(ref Utf8JsonReader reader);

    private static T Guarded<T>(ReadOnlySequence<byte> json, Reading<T> reading)
    {
        try
        {
            var reader = json.IsSingleSegment ? new Utf8JsonReader(json.FirstSpan) : new Utf8JsonReader(json);
            var result = reading(ref reader);
            // What follows the request must be white space.
            if (reader.Read()) throw new JsonException();
            return result;
        }
        // The others: a text that is no valid Unicode.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new GraphFault(ErrorCodes.BadJson, "This is not valid JSON.", fault);
        }
    }

    /// <param name="rented">The array that is read, where variables can be put off.</param>
    private static GraphQLCall ReadCall(ref Utf8JsonReader reader, byte[]? rented)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartArray)
            throw new GraphFault(ErrorCodes.BatchingRefused, "Send one operation per request, not an array.");
        if (reader.TokenType is not JsonTokenType.StartObject) throw Bad("The body must be an object.");
        var call = new GraphQLCall();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            ReadParameter(ref reader, call, rented);
        return call;
    }

    private static void ReadParameter(ref Utf8JsonReader reader, GraphQLCall call, byte[]? rented)
    {
        if (reader.ValueTextEquals("query"u8)) call.Query = ReadText(ref reader, "query");
        else if (reader.ValueTextEquals("variables"u8)) ReadVariables(ref reader, call, rented);
        else if (reader.ValueTextEquals("operationName"u8)) call.OperationName = ReadText(ref reader, "operationName");
        else if (reader.ValueTextEquals("documentId"u8)) call.DocumentId = ReadText(ref reader, "documentId");
        else if (reader.ValueTextEquals("extensions"u8)) call.Extensions = ReadNextMap(ref reader, "extensions");
        else reader.Skip();
    }

    private static void ReadVariables(ref Utf8JsonReader reader, GraphQLCall call, byte[]? rented)
    {
        const string name = "variables";
        if (rented is null)
        {
            call.Variables = ReadNextMap(ref reader, name);
            return;
        }
        var before = reader;
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var length = (int)reader.BytesConsumed - start;
        if (length <= Large) call.Variables = ReadNextMap(ref before, name);
        else call.PutOffVariables(() =>
        {
            try
            {
                return Map(new(rented, start, length), name);
            }
            finally
            {
                Return(rented);
            }
        });
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw Bad($"The parameter {name} must be a string.");
    }

    private static Inputs? ReadNextMap(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return ReadMap(ref reader, name);
    }

    private static Inputs? ReadMap(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new JsonInputs().Read(ref reader),
        JsonTokenType.Null => null,
        _ => throw Bad($"The parameter {name} must be an object."),
    };

    private static GraphQLCall Complete(GraphQLCall call) => call switch
    {
        { Query: null, DocumentId: null } => throw Bad("The request has neither a query nor a documentId."),
        { Query: not null, DocumentId: not null } => throw Bad("The request has both a query and a documentId."),
        _ => call,
    };

    private static GraphFault Bad(string message) => new(ErrorCodes.BadRequest, message);
}
