using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Api;

/// <summary>A scalar that is written as text.</summary>
internal abstract class TextScalar<T> : ScalarGraphType where T : struct
{
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
        T => value,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T known => Write(known),
        _ => ThrowSerializationError(value),
    };

    /// <summary>Null: the text is none.</summary>
    protected abstract T? Read(string text);

    protected abstract string Write(T value);
}

/// <summary>An instant: RFC 3339, answered in UTC with microseconds.</summary>
internal sealed partial class DateTimeScalar : TextScalar<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "An instant: RFC 3339, answered in UTC. An offset or Z is required.";
    }

    protected override DateTimeOffset? Read(string text) =>
        // What else .NET would read is somebody's day or somebody's zone.
        Form().IsMatch(text) && DateTimeOffset.TryParse(
            text.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToMicroseconds()
            : null;

    protected override string Write(DateTimeOffset value) =>
        value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}

/// <summary>A day of the calendar.</summary>
internal sealed class DateScalar : TextScalar<DateOnly>
{
    private const string Format = "yyyy-MM-dd";

    public DateScalar()
    {
        Name = "Date";
        Description = "A day such as `2026-11-23`. A legal deadline is a date: it ends where the regime says.";
    }

    protected override DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    protected override string Write(DateOnly value) => value.ToString(Format, CultureInfo.InvariantCulture);
}

/// <summary>A scalar that is a code of the domain.</summary>
internal abstract class CodeScalar<T> : TextScalar<T> where T : struct, ICode<T>
{
    protected override T? Read(string text) => T.TryParse(Folded(text.Trim())) ?? Otherwise;

    /// <summary>The text in the letters of the code, where capitals mean nothing.</summary>
    protected virtual string Folded(string text) => text;

    /// <summary>
    /// What stands for a text of another form; null: it refuses the call. A call may say many noes, and none of them is
    /// refused for what is written beside it.
    /// </summary>
    protected virtual T? Otherwise => null;

    protected override string Write(T value) => value.Value;
}

internal sealed class PurposeScalar : CodeScalar<Purpose>
{
    public PurposeScalar()
    {
        Name = "PurposeCode";
        Description = "A purpose that the rulebook defines: `marketing`, `service`, ... At most 64 characters; "
            + "capitals and spaces around it mean nothing. What is none by its form is taken for `unreadable`, which "
            + "no rulebook defines: a no to it counts for all that can be refused.";
    }

    protected override string Folded(string text) => text.ToLowerInvariant();

    protected override Purpose? Otherwise => Purpose.Unreadable;
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
        Description = "A kind of data that the rulebook defines: `CALL_RECORDS`, `BILLING`, ... At most 64 characters; "
            + "small letters and spaces around it mean nothing. What is none by its form is taken for `UNREADABLE`, "
            + "which no rulebook defines.";
    }

    protected override string Folded(string text) => text.ToUpperInvariant();

    protected override DataCategory? Otherwise => DataCategory.Unreadable;
}
