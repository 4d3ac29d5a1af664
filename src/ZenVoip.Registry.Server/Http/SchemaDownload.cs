using System.Text;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>The schema as SDL, for those who may introspect.</summary>
internal sealed class SchemaDownload(ISchema schema, IOptions<GraphQLOptions> options)
{
    private readonly Lazy<byte[]> _sdl = new(() => Encoding.UTF8.GetBytes(Print(schema)));

    /// <summary>Sorted, so that two versions can be compared, with descriptions.</summary>
    public static string Print(ISchema schema)
    {
        schema.Initialize();
        return schema.Print(new() { IncludeDescriptions = true, StringComparison = StringComparison.Ordinal });
    }

    public async Task Serve(HttpContext http)
    {
        if (!options.Value.AllowIntrospection && !http.User.HasScope(AccessDemands.SchemaScope))
        {
            var message = $"This needs the scope {AccessDemands.SchemaScope}.";
            await Answer.Send(http, AnswerForm.Json, new ExecutionError(message) { Code = ErrorCodes.Forbidden });
            return;
        }
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.ContentLength = _sdl.Value.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(_sdl.Value, http.RequestAborted);
    }
}
