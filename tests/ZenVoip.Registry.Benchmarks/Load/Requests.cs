using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>Whole HTTP requests as bytes, made before the clock runs.</summary>
internal sealed class Requests(string token)
{
    public byte[] Post(string query, object variables)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables }, JsonSerializerOptions.Web);
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST /graphql HTTP/1.1
            Host: localhost
            Authorization: Bearer {token}
            Content-Type: application/json
            Content-Length: {body.Length}


            """);
        return [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), .. body];
    }
}
