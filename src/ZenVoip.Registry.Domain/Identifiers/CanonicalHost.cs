using System.Globalization;
using System.Text;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>The one text of a domain name: lower-case ASCII, international labels in Punycode.</summary>
internal static class CanonicalHost
{
    private const int MaxLength = 253;
    private const int MaxLabel = 63;

    /// <summary>In UTF-16 units before letters are composed: no name that fits is written with more.</summary>
    private const int MaxRaw = 4 * MaxLength;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The canonical name, or null. IDNA 2008 in what matters: letters, digits and marks only, and ß stays itself.
    /// A Punycode label is decoded and encoded again, so that one name has one text.
    /// </summary>
    public static string? Of(string text) => text.Length > MaxRaw ? null : Ascii(Fold(text)) switch
    {
        null => null,
        var name when !name.Contains("xn--", StringComparison.Ordinal) => name,
        var name => Unicode(name) is { } unicode && Fold(unicode) == unicode && Ascii(unicode) == name ? name : null,
    };

    private static string? Ascii(string text)
    {
        if (!text.EnumerateRunes().All(IsAllowed)) return null;
        try
        {
            var name = Idn.GetAscii(text);
            return IsName(name) ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Unicode(string name)
    {
        try
        {
            return Idn.GetUnicode(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxLength
        && name.Split('.') is var labels && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>What input methods produce: capitals, full-width letters, ideographic full stops.</summary>
    private static string Fold(string text) =>
        ComposedText.Of(string.Concat(text.Select(Narrow)).ToLowerInvariant());

    private static char Narrow(char c) => c switch
    {
        '\u3002' or '\uFF61' => '.',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    /// <summary>Presentation forms and styled letters are other spellings of names that have one already.</summary>
    private static bool IsAllowed(Rune rune) => rune.Value switch
    {
        < 0x80 => rune.Value is '-' or '.' || Rune.IsLetterOrDigit(rune),
        (>= 0xF900 and <= 0xFFFF) or (>= 0x1D400 and <= 0x1D7FF) => false,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
    };
}
