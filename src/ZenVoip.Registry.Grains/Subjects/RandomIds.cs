using System.Buffers;
using System.Security.Cryptography;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Makes ids that say nothing: a prefix and 130 random bits. An order's never embeds its subject's.</summary>
public static class RandomIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <param name="prefix">Such as <c>ord</c>.</param>
    public static string Mint(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, Length)}";

    /// <summary>Whether the text is an id with that prefix.</summary>
    public static bool IsOne(string text, string prefix) => text.Length == prefix.Length + 1 + Length
        && text.StartsWith($"{prefix}_", StringComparison.Ordinal)
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Allowed) < 0;
}
