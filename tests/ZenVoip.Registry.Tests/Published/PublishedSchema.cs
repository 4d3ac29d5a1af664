using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using GraphQL;
using Json.Schema;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Published;

/// <summary>
/// The JSON Schema of a document that the registry publishes: made from its types and their comments, compared with
/// the committed file, and used to judge documents.
/// </summary>
/// <param name="Path">Where the file stands in the repository.</param>
internal sealed record PublishedSchema(Type Document, string Path)
{
    /// <summary>Set to 1, the test writes the file in place of comparing it, as with the schema of GraphQL.</summary>
    public const string Update = "UPDATE_SCHEMA";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSchemaExporterOptions Commented = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Comment,
    };

    /// <summary>What the file must hold.</summary>
    public string Text()
    {
        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        var schema = PublishedJson.Options.GetJsonSchemaAsNode(Document, Commented).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }

    public void MustBeCommitted()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable(Update) is "1")
            File.WriteAllText(SourceTree.PathOf(Path), text);

        Assert.True(
            text == SourceTree.Read(Path),
            $"{Path} differs: run the tests with {Update}=1, look at the difference, commit it.");
    }

    /// <summary>Whether the committed schema accepts a document.</summary>
    public bool Accepts(string document) => JsonSchema.FromText(SourceTree.Read(Path))
        .Evaluate(JsonNode.Parse(document), new EvaluationOptions { RequireFormatValidation = true }).IsValid;

    /// <summary>Codes are texts; what a member means stands where it is declared.</summary>
    private static JsonNode Comment(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var described = IsCode(type) ? TextOf(context) : schema;
        // Of what it has no schema, the exporter lists anything.
        if (described is JsonObject list
            && context.TypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } code } && IsCode(code))
            list["items"] = new JsonObject { ["type"] = "string" };
        var member = context.PropertyInfo?.AttributeProvider as MemberInfo ?? (context.Path.IsEmpty ? type : null);
        if (described is JsonObject node && member?.Description() is { } meaning)
            node.Insert(0, "description", meaning.ReplaceLineEndings(" "));
        return described;
    }

    private static JsonObject TextOf(JsonSchemaExporterContext context) => new()
    {
        ["type"] = Nullable.GetUnderlyingType(context.TypeInfo.Type) is null
            ? "string"
            : new JsonArray("string", "null"),
    };

    private static bool IsCode(Type type) => type.IsValueType && type.GetInterfaces().Any(one =>
        one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICode<>));
}
