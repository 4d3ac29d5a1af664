using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>A symmetric secret of Standard Webhooks 1.0: <c>whsec_</c> and the base64 of 32 bytes.</summary>
internal sealed class SigningSecret
{
    private const string Prefix = "whsec_";
    private const string Scheme = "v1";
    private const string Use = "zenvoip webhook secret v1";

    private readonly byte[] key;

    private SigningSecret(byte[] key) => this.key = key;

    /// <summary>What a data key gives: whoever destroys or wraps that anew does so with the secret.</summary>
    public static SigningSecret Of(SubjectKey dataKey) => new(dataKey.Derive(Use));

    public static SigningSecret Parse(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? new(Convert.FromBase64String(text[Prefix.Length..]))
        : throw new FormatException("A signing secret begins with whsec_.");

    /// <summary>As it is shown to its holder, once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(key);

    /// <summary>HMAC-SHA-256 over <c>id.timestamp.body</c>.</summary>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{Seconds(at)}."));
        byte[] signed = [.. head, .. body];
        return $"{Scheme},{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }

    /// <summary>The time of an attempt as the headers and the signature have it.</summary>
    public static string Seconds(DateTimeOffset at) =>
        at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public override string ToString() => nameof(SigningSecret);
}
