using System.Globalization;
using System.Text;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>The one text of an email address: lower case throughout, the host in ASCII.</summary>
public static class CanonicalEmail
{
    private const int MaxLocalBytes = 64;

    /// <summary>In UTF-16 units before letters are composed: none of 64 bytes is written with more.</summary>
    private const int MaxRawLocal = 4 * MaxLocalBytes;

    /// <summary>
    /// The canonical text, or null. RFC 5321 lets a host tell capitals apart in the local part; none does, and a
    /// person who says no by <c>Ann@</c> means <c>ann@</c>. Dots and +tags are kept: they mean something at most
    /// hosts. Refused: quoted local parts, comments, address literals and hosts of one label.
    /// </summary>
    public static string? Of(string text)
    {
        if (text.Trim().Split('@') is not [var left, var right] || Local(left) is not { } local) return null;
        return CanonicalHost.Of(right) is { } host && host.Contains('.')
            && Encoding.UTF8.GetByteCount(local) + 1 + host.Length <= Identifier.MaxEmailBytes
            ? $"{local}@{host}"
            : null;
    }

    private static string? Local(string text)
    {
        if (text.Length > MaxRawLocal) return null;
        var local = ComposedText.Of(text.ToLowerInvariant());
        return Encoding.UTF8.GetByteCount(local) is > 0 and <= MaxLocalBytes
            && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
            && local.EnumerateRunes().All(IsAllowed)
            ? local
            : null;
    }

    /// <summary>RFC 5322's atext, and of the rest (RFC 6531) what can be seen and has a meaning.</summary>
    private static bool IsAllowed(Rune rune) => rune.Value switch
    {
        < 0x80 => Rune.IsLetterOrDigit(rune) || "!#$%&'*+-/=?^_`{|}~.".Contains((char)rune.Value),
        0xFFFD => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };
}
