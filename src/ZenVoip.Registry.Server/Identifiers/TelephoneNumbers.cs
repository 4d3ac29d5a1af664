using System.Globalization;
using PhoneNumbers;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>Phone numbers as people write them, to E.164.</summary>
internal static class TelephoneNumbers
{
    private const string NoCountry = "001";
    private const string Separators = " -.()/";
    private const int LongestShortCode = 6;

    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();
    private static readonly ShortNumberInfo ShortCodes = ShortNumberInfo.GetInstance();

    /// <param name="country">Where a number without a + is from; null refuses such numbers.</param>
    public static IdentifierResult Parse(string text, string? country)
    {
        if (Plain(text) is not { } plain) return IdentifierRefusals.NotCanonical(IdentifierType.Phone);
        var international = plain.StartsWith('+') || plain.StartsWith("(+", StringComparison.Ordinal);
        var home = international ? null : Home(country);
        if (!international && home is null) return IdentifierRefusals.CountryRequired;
        return Read(plain, home) is { } number && (international || !IsShortCode(plain, number, home!))
            && Identifier.TryCreate(IdentifierType.Phone, Canonical(number, plain)) is { } identifier
            ? new IdentifierResult.Parsed(identifier)
            : IdentifierRefusals.NotCanonical(IdentifierType.Phone);
    }

    /// <param name="canonical">As <see cref="Parse"/> gives it.</param>
    public static string? RegionOf(string canonical) =>
        Plan.GetRegionCodeForNumber(Plan.Parse(canonical, defaultRegion: null)) is { } region && region != NoCountry
            ? region
            : null;

    public static bool IsCountry(string country) => Plan.GetSupportedRegions().Contains(country);

    private static string? Home(string? country) => country is { Length: 2 } or [_, _, '-', ..]
        && country[..2].ToUpperInvariant() is var code && IsCountry(code) ? code : null;

    /// <summary>
    /// The text with plain digits and separators, or null where it holds anything else: letters (vanity numbers
    /// spell differently on other keypads) and extensions (an extension is another person than the switchboard).
    /// Invisible formatting that address books copy along is dropped.
    /// </summary>
    private static string? Plain(string text)
    {
        Span<char> plain = stackalloc char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format) continue;
            if (Narrow(c) is not { } narrow) return null;
            plain[length++] = narrow;
        }
        var result = plain[..length].Trim();
        return result.Count('+') <= 1 && result.ContainsAnyInRange('0', '9') ? result.ToString() : null;
    }

    private static char? Narrow(char c) => c switch
    {
        '+' or '\uFF0B' => '+',
        _ when Separators.Contains(c) => c,
        _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
        _ when char.IsWhiteSpace(c) => ' ',
        _ when char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation => '-',
        '\u2212' => '-',
        _ => null,
    };

    /// <summary>
    /// Possible numbers are enough, valid ones are not asked for: a registry must be able to record a STOP from any
    /// number that can exist, and new ranges are in use before the metadata knows them. What must be right is the
    /// country calling code and the length, in full (a number without its area code is several people's).
    /// </summary>
    private static PhoneNumber? Read(string text, string? home)
    {
        try
        {
            var number = Plan.Parse(text, home);
            return !number.HasExtension
                && Plan.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                ? number
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>A few digits without a + are a code of one network, unless known to be a whole number.</summary>
    private static bool IsShortCode(string plain, PhoneNumber number, string home) =>
        plain.Count(char.IsAsciiDigit) <= LongestShortCode
        && (!Plan.IsValidNumber(number) || ShortCodes.IsValidShortNumberForRegion(number, home));

    /// <summary>
    /// E.164, or null where reading that again would give another number (a trunk 0 behind an unknown range):
    /// two texts of one number would then have two digests.
    /// </summary>
    private static string? Canonical(PhoneNumber number, string plain)
    {
        var text = Plan.Format(number, PhoneNumberFormat.E164);
        return text == plain || (Read(text, home: null) is { } again
            && Plan.Format(again, PhoneNumberFormat.E164) == text) ? text : null;
    }
}
