using System.Globalization;
using System.Text;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>The one text of a SIP or SIPS URI (RFC 3261, 19.1): who, and at which host.</summary>
public static class CanonicalSip
{
    private const int MaxUserLength = 256;
    private const int HighestPort = 65535;
    private const string Marks = "-_.!~*'()";
    private const string UserReserved = "&=+$,;?/";

    /// <summary>
    /// The canonical text, or null. Parameters and headers say how to call, not whom, and a password is a secret
    /// that the registry must not keep: all three are dropped. The user is kept, capitals too, because hosts tell
    /// them apart; <c>sip:</c> and <c>sips:</c> stay different, as the RFC has it. Refused: display names, angle
    /// brackets, and URIs without a user, which mean a machine.
    /// </summary>
    public static string? Of(string text)
    {
        var trimmed = text.Trim();
        return Scheme(trimmed) is { } scheme
            && trimmed.IndexOf('@') is var at && at > scheme.Length
            && User(trimmed[(scheme.Length + 1)..at]) is { } user
            && Place(trimmed[(at + 1)..], scheme == "sips" ? 5061 : 5060) is { } place
            ? $"{scheme}:{user}@{place}"
            : null;
    }

    private static string? Scheme(string text) => text switch
    {
        _ when text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) => "sip",
        _ when text.StartsWith("sips:", StringComparison.OrdinalIgnoreCase) => "sips",
        _ => null,
    };

    private static string? User(string text)
    {
        var user = text.Split(':')[0];
        var canonical = new StringBuilder(user.Length);
        for (var i = 0; i < user.Length; i++)
        {
            if (user[i] != '%')
            {
                if (!IsUnreserved(user[i]) && !UserReserved.Contains(user[i])) return null;
                canonical.Append(user[i]);
                continue;
            }
            if (Escaped(user, i) is not { } character) return null;
            if (IsUnreserved(character)) canonical.Append(character);
            else canonical.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}");
            i += 2;
        }
        return canonical.Length is > 0 and <= MaxUserLength ? canonical.ToString() : null;
    }

    /// <summary>The octet behind a <c>%</c>, or null; control characters are refused in this guise too.</summary>
    private static char? Escaped(string text, int at) =>
        at + 2 < text.Length && byte.TryParse(
            text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)
        && octet is >= 0x20 and not 0x7F
            ? (char)octet
            : null;

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c);

    private static string? Place(string text, int defaultPort)
    {
        var place = text.Split(';', '?')[0];
        var colon = place.IndexOf(':', place.StartsWith('[') ? Math.Max(place.IndexOf(']'), 0) : 0);
        var (host, port) = colon < 0 ? (place, null) : (place[..colon], place[(colon + 1)..]);
        if (Host(host) is not { } canonical) return null;
        if (port is null) return canonical;
        return !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is 0 or > HighestPort ? null
            : number == defaultPort ? canonical
            : string.Create(CultureInfo.InvariantCulture, $"{canonical}:{number}");
    }

    private static string? Host(string text) => text switch
    {
        ['[', .. var address, ']'] => CanonicalIp.V6(address) is { } ip ? (ip.Contains(':') ? $"[{ip}]" : ip) : null,
        _ => CanonicalIp.V4(text) ?? CanonicalHost.Of(text),
    };
}
