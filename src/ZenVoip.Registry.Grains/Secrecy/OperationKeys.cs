namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// Digests by which an operation is known again. The raw id is never stored, because a caller may have built it
/// from a phone number; keyed, because numbers can be enumerated.
/// </summary>
public sealed class OperationKeys
{
    private readonly DerivedKey key;

    /// <param name="digestKey">The registry's digest key, 32 bytes.</param>
    public OperationKeys(ReadOnlySpan<byte> digestKey) => key = new(digestKey, "zenvoip operation v1");

    /// <summary>The same for the same id of the same caller; two callers may use one id. 64 hex digits.</summary>
    public string Key(string caller, string operationId) =>
        Hex(new FieldWriter().Text("key").Text(caller).Text(operationId));

    /// <summary>What a repeated operation is compared by, since its content must not differ. 64 hex digits.</summary>
    public string Fingerprint(ReadOnlySpan<byte> canonicalCommand) =>
        Hex(new FieldWriter().Text("fingerprint").Bytes(canonicalCommand));

    private string Hex(FieldWriter fields) => Convert.ToHexStringLower(key.Authenticate(fields));
}
