namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// The keys of what is left when a data key is destroyed: derived from the digest key, so that they are never lost and
/// never destroyed. They hide nothing from the registry, and keep anybody else from changing a tombstone.
/// </summary>
/// <param name="digestKey">The registry's digest key, 32 bytes.</param>
public sealed class TombstoneKeys(ReadOnlySpan<byte> digestKey)
{
    private readonly DerivedKey root = new(digestKey, "zenvoip tombstone v1");

    /// <param name="keyId">As <see cref="SubjectKeyId.TombstoneOf"/> names it.</param>
    public SubjectKey Open(string keyId) => new(keyId, root.Authenticate(new FieldWriter().Text(keyId)));
}
