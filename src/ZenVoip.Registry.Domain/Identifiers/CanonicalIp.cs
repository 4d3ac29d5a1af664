using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>The one text of an IP address: RFC 5952, with IPv4 that was mapped into IPv6 taken out of it.</summary>
public static class CanonicalIp
{
    private const int Groups = 8;

    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>
    /// The canonical text, or null. Refused: zones (<c>%eth0</c> means something on one machine only), brackets,
    /// prefixes, and IPv4 with fewer parts, hexadecimal or leading zeros (readers disagree whether 010 is 8 or 10).
    /// </summary>
    public static string? Of(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Contains(':') ? V6(trimmed) : V4(trimmed);
    }

    internal static string? V4(string text) =>
        text.Split('.') is { Length: 4 } parts && parts.All(IsOctet) ? text : null;

    internal static string? V6(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(V6Characters)
            || (text.Contains('.') && V4(text[(text.LastIndexOf(':') + 1)..]) is null)
            || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily is not AddressFamily.InterNetworkV6)
            return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : Text(address);
    }

    private static bool IsOctet(string part) => part switch
    {
        ['0'] => true,
        { Length: > 0 and <= 3 } when part[0] != '0' && part.All(char.IsAsciiDigit) =>
            int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) <= byte.MaxValue,
        _ => false,
    };

    /// <summary>The runtime writes some addresses with a dotted tail; RFC 5952 has one form without guessing.</summary>
    private static string Text(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var groups = Enumerable.Range(0, Groups).Select(i => (bytes[2 * i] << 8) | bytes[2 * i + 1]).ToArray();
        var (start, length) = LongestZeros(groups);
        var text = new StringBuilder();
        for (var i = 0; i < Groups; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && text[^1] != ':') text.Append(':');
            text.Append(CultureInfo.InvariantCulture, $"{groups[i]:x}");
        }
        return text.ToString();
    }

    /// <summary>RFC 5952, 4.2: the longest run of zeros, the first of equals, and never a single one.</summary>
    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        var (best, longest) = (-1, 1);
        for (var i = 0; i < Groups; i++)
        {
            var run = groups.Skip(i).TakeWhile(group => group == 0).Count();
            if (run > longest) (best, longest) = (i, run);
        }
        return (best, longest);
    }
}
