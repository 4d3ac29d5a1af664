using System.Globalization;
using System.Numerics;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Writes what the engine answered as JSON, straight from its result tree.</summary>
internal static class ResultWriter
{
    /// <param name="result">Its own errors are not written.</param>
    /// <param name="errors">The errors that the caller may see.</param>
    /// <exception cref="ArgumentException">A number is not finite: JSON cannot say it.</exception>
    public static void Write(Utf8JsonWriter json, ExecutionResult result, IReadOnlyList<ExecutionError> errors)
    {
        json.WriteStartObject();
        if (errors.Count > 0) WriteErrors(json, errors);
        if (result.Executed)
        {
            json.WritePropertyName("data"u8);
            if (result.Data is ExecutionNode root) WriteNode(json, root);
            else WriteValue(json, result.Data);
        }
        if (result.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions"u8);
            WriteValue(json, extensions);
        }
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ExecutionError> errors)
    {
        json.WritePropertyName("errors"u8);
        WriteList(json, errors);
    }

    /// <summary>The errors alone, as a list.</summary>
    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<ExecutionError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors) WriteError(json, error);
        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, ExecutionError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        if (error.Locations is { } locations)
        {
            json.WriteStartArray("locations"u8);
            foreach (var location in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, location.Line);
                json.WriteNumber("column"u8, location.Column);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (error.Path is { } path && path.Any())
        {
            json.WriteStartArray("path"u8);
            foreach (var step in path) WriteValue(json, step);
            json.WriteEndArray();
        }
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, error.Code);
        foreach (var (name, value) in error.Extensions ?? [])
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, ExecutionNode? node)
    {
        switch (node)
        {
            case ValueExecutionNode value:
                WriteValue(json, value.ToValue());
                break;
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    WriteName(json, field);
                    WriteNode(json, field);
                }
                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items) WriteNode(json, item);
                json.WriteEndArray();
                break;
            case ArrayExecutionNode array:
                WriteValue(json, array.SerializedResult);
                break;
            case null or NullExecutionNode or ObjectExecutionNode:
                json.WriteNullValue();
                break;
            default:
                WriteValue(json, node.ToValue());
                break;
        }
    }

    private static void WriteName(Utf8JsonWriter json, ExecutionNode field)
    {
        if (field.Field.Alias is { } alias) json.WritePropertyName(alias.Name.Value.Span);
        else json.WritePropertyName(field.FieldDefinition.Name);
    }

    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case BigInteger number: json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            default: JsonSerializer.Serialize(json, value, value.GetType()); break;
        }
    }
}
