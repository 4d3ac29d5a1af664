using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Keyset cursors: opaque to callers, versioned, without personal values.</summary>
internal static class Cursors
{
    /// <summary>The largest page.</summary>
    public const int MaxPage = QueryCost.LargestPage;

    private const string Version = "1:";

    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Version + key));

    public static string Of(long key) => Of(key.ToString(CultureInfo.InvariantCulture));

    public static string? Text(string? cursor)
    {
        if (cursor is null)
            return null;
        return Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text
            && text.StartsWith(Version, StringComparison.Ordinal) && text.IsPlain
                ? text[Version.Length..]
                : throw Invalid();
    }

    public static int Number(string? cursor) => Text(cursor) switch
    {
        null => 0,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Invalid(),
    };

    /// <summary>A place in the feed; null: none was given.</summary>
    public static long? Position(string? cursor) => Text(cursor) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Invalid(),
    };

    public static GraphFault Invalid() =>
        new("CURSOR_INVALID", "The cursor was not given out by this registry.");

    public static int Page(int first) => first is >= 1 and <= MaxPage
        ? first
        : throw new GraphFault("PAGE_SIZE_INVALID", $"A page holds 1 to {MaxPage}.");
}
