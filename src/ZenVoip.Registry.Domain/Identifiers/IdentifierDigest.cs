namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>What the database knows of an identifier: a keyed hash of 32 bytes, as lower-case hexadecimal.</summary>
public readonly record struct IdentifierDigest : ICode<IdentifierDigest>
{
    /// <summary>In bytes.</summary>
    public const int Size = 32;

    private const int Printed = 8;

    private IdentifierDigest(string value) => Value = value;

    public string Value =>
        field ?? throw new InvalidOperationException("default(IdentifierDigest) is not a digest.");

    public static IdentifierDigest? TryParse(string? text) =>
        text is { Length: 2 * Size } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;

    /// <exception cref="ArgumentException">The hash is not <see cref="Size"/> bytes long.</exception>
    public static IdentifierDigest Of(ReadOnlySpan<byte> hash) => hash.Length == Size
        ? new(Convert.ToHexStringLower(hash))
        : throw new ArgumentException("A digest is 32 bytes long.", nameof(hash));

    /// <summary>The first characters tell two apart in a log; the whole would let its readers join tables.</summary>
    public override string ToString() => Value[..Printed];
}
