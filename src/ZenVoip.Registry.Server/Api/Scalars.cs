using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>An instant: RFC 3339, answered in UTC with microseconds.</summary>
internal sealed class DateTimeScalar : ScalarGraphType
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "An instant: RFC 3339, answered in UTC. An offset or Z is required.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Read(text.Value.ToString()) ?? ThrowLiteralConversionError(value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Read(text) ?? ThrowValueConversionError(value),
        DateTimeOffset instant => instant.ToMicroseconds(),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        _ => ThrowSerializationError(value),
    };

    private static DateTimeOffset? Read(string text) =>
        text.Length >= 20 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToMicroseconds()
            : null;
}

/// <summary>A day of the calendar.</summary>
internal sealed class DateScalar : ScalarGraphType
{
    private const string Format = "yyyy-MM-dd";

    public DateScalar()
    {
        Name = "Date";
        Description = "A day such as `2026-11-23`. A legal deadline is a date: it ends where the regime says.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Read(text.Value.ToString()) ?? ThrowLiteralConversionError(value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Read(text) ?? ThrowValueConversionError(value),
        DateOnly => value,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString(Format, CultureInfo.InvariantCulture),
        _ => ThrowSerializationError(value),
    };

    private static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

/// <summary>A scalar that is a code of the domain.</summary>
internal abstract class CodeScalar<T> : ScalarGraphType where T : struct, ICode<T>
{
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => T.TryParse(text.Value.ToString()) ?? ThrowLiteralConversionError(value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => T.TryParse(text) ?? ThrowValueConversionError(value),
        T => value,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T code => code.Value,
        _ => ThrowSerializationError(value),
    };
}

internal sealed class PurposeScalar : CodeScalar<Purpose>
{
    public PurposeScalar()
    {
        Name = "PurposeCode";
        Description = "A purpose that the rulebook defines: `marketing`, `service`, ... At most 64 characters.";
    }
}

internal sealed class JurisdictionScalar : CodeScalar<Jurisdiction>
{
    public JurisdictionScalar()
    {
        Name = "Jurisdiction";
        Description = "ISO 3166-1 alpha-2 or ISO 3166-2: `DE`, `US-TN`, and `GB`, not `UK`. Another code is refused.";
    }
}

internal sealed class DataCategoryScalar : CodeScalar<DataCategory>
{
    public DataCategoryScalar()
    {
        Name = "DataCategory";
        Description = "A kind of data that the rulebook defines: `CALL_RECORDS`, `BILLING`, ... At most 64 characters.";
    }
}
