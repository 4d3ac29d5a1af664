namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>An identifier with what finds it, as the edge hands it in.</summary>
/// <param name="Region">The country that a phone number's prefix speaks for; null: none.</param>
public sealed record DigestedIdentifier(
    Identifier Identifier, IdentifierDigest Digest, Jurisdiction? Region, bool Verified = false);
