namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>What a person is known by, in the one form in which it is compared, digested and stored.</summary>
public sealed record Identifier
{
    /// <summary>Longest email address: a path of 256 octets less its brackets (RFC 5321, 4.5.3.1.3).</summary>
    public const int MaxEmailBytes = 254;

    /// <summary>Longest ACCOUNT, USER, COOKIE or DEVICE.</summary>
    public const int MaxTokenLength = 256;

    /// <summary>Longest value of any type, in UTF-16 units.</summary>
    public const int MaxLength = 1024;

    private const int MinPhoneDigits = 7;
    private const int MaxPhoneDigits = 15;
    private const int ShortestWithHint = 7;

    private Identifier(IdentifierType type, string value) => (Type, Value) = (type, value);

    public IdentifierType Type { get; }

    /// <summary>
    /// The canonical value: personal, for storage under encryption and for those who may read it. Empty: forgotten.
    /// </summary>
    public string Value { get; }

    /// <summary>Only the digest beside it is left.</summary>
    public bool IsForgotten => Value.Length == 0;

    /// <summary>The identifier, or null where the text is not canonical for the type.</summary>
    public static Identifier? TryCreate(IdentifierType type, string? canonical) =>
        canonical is { Length: > 0 and <= MaxLength } && IsCanonical(type, canonical) ? new(type, canonical) : null;

    /// <summary>What is left of an identifier whose person is erased: its type.</summary>
    public static Identifier Forgotten(IdentifierType type) => new(type, "");

    /// <summary>
    /// The identifier as it stands in the database. What was taken once is read for ever, also where
    /// <see cref="TryCreate"/> would refuse it today: the tables of Unicode and IDNA change with the runtime.
    /// </summary>
    public static Identifier Read(IdentifierType type, string stored) => new(type, stored);

    /// <summary>Records print what they hold; this one hides it, but for a hint that helps to tell two apart.</summary>
    public override string ToString() =>
        $"{Type.ToString().ToUpperInvariant()}(…{(Value.Length < ShortestWithHint ? "" : Hint(Value))})";

    private static bool IsCanonical(IdentifierType type, string text) => type switch
    {
        IdentifierType.Phone => IsE164(text),
        IdentifierType.Email => CanonicalEmail.Of(text) == text,
        IdentifierType.Ip => CanonicalIp.Of(text) == text,
        IdentifierType.Sip => CanonicalSip.Of(text) == text,
        IdentifierType.Account or IdentifierType.User or IdentifierType.Cookie or IdentifierType.Device =>
            text.Length <= MaxTokenLength && text.All(IsVisibleAscii),
        _ => false,
    };

    /// <summary>The shape only: which numbers exist is the edge's knowledge, and it changes every month.</summary>
    private static bool IsE164(string text) =>
        text is ['+', not '0', ..] && text.Length - 1 is >= MinPhoneDigits and <= MaxPhoneDigits
        && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsVisibleAscii(char c) => c is > ' ' and <= '~';

    private static string Hint(string value) => char.IsLowSurrogate(value[^2]) ? value[^1..] : value[^2..];
}
