namespace ZenVoip.Registry.Server.Security;

/// <summary>Reads a key from a setting; a refusal names the setting and never shows what stood there.</summary>
internal static class KeyBytes
{
    public const int Length = 32;

    public static byte[] Parse(string setting, string text)
    {
        var key = new byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var written) && written == Length
            ? key[..Length]
            : throw new StartRefusedException($"{setting} must be the base64 of exactly {Length} bytes.");
    }
}
