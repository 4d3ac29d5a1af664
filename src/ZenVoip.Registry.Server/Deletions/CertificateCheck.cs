using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ZenVoip.Registry.Domain.Deletions;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>What is to be thought of a certificate.</summary>
internal enum CertificateVerdict
{
    /// <summary>The registry signed exactly this.</summary>
    Valid,

    /// <summary>It is no certificate of this form, or not a whole one.</summary>
    Malformed,

    /// <summary>None of the keys that were given is the one that it names.</summary>
    UnknownKey,

    /// <summary>It was changed, or somebody else signed it.</summary>
    WrongSignature,
}

/// <param name="KeyId">The key that it names; null: none can be read.</param>
/// <param name="Certificate">What it says; null unless it is valid.</param>
internal sealed record CheckedCertificate(
    CertificateVerdict Verdict, string? KeyId = null, DeletionCertificate? Certificate = null);

/// <summary>Tells whether the registry signed a certificate. Needs the public keys, and nothing else.</summary>
internal static class CertificateCheck
{
    public static CheckedCertificate Check(string file, IEnumerable<CertificateKey> keys)
    {
        if (Read<SignedCertificate>(Encoding.UTF8.GetBytes(file)) is not { } signed
            || Read<CertificateHeader>(Decoded(signed.Protected)) is not { } header
            || !header.IsOurs())
            return new(CertificateVerdict.Malformed);
        if (keys.FirstOrDefault(key => key.Id == header.Kid) is not { } key)
            return new(CertificateVerdict.UnknownKey, header.Kid);
        return key.Made(Decoded(signed.Signature), Encoding.UTF8.GetBytes($"{signed.Protected}.{signed.Payload}"))
            ? Read<DeletionCertificate>(Decoded(signed.Payload)) is { } certificate
                ? new(CertificateVerdict.Valid, header.Kid, certificate)
                : new(CertificateVerdict.Malformed, header.Kid)
            : new(CertificateVerdict.WrongSignature, header.Kid);
    }

    private static byte[] Decoded(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];

    private static T? Read<T>(byte[] json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, PublishedJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
