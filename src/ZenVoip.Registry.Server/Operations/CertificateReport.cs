using System.Globalization;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>What <c>verify --certificate</c> says, without a database or a network.</summary>
internal static class CertificateReport
{
    /// <exception cref="StartRefusedException">A file cannot be read, or holds no keys.</exception>
    public static async Task<CertificateVerdict> Write(
        TextWriter output, string certificate, IReadOnlyList<CertificateKey> keys, CancellationToken cancellation)
    {
        var (verdict, keyId, content) = CertificateCheck.Check(await Read(certificate, cancellation), keys);
        await output.WriteLineAsync(verdict switch
        {
            CertificateVerdict.Valid => $"VALID: signed with key {keyId}.",
            CertificateVerdict.UnknownKey => $"CANNOT TELL: none of the keys is {keyId}, which it names.",
            CertificateVerdict.WrongSignature => "NOT VALID: it was changed, or its key is not the one that it names.",
            _ => "NOT VALID: this is no certificate of deletion, or not a whole one.",
        });
        foreach (var line in content is null ? [] : Lines(content))
            await output.WriteLineAsync(line);
        return verdict;
    }

    /// <summary>The keys of a file, as <c>/certificates/keys</c> gives them.</summary>
    /// <exception cref="StartRefusedException">It cannot be read, or is no JWK set.</exception>
    public static async Task<IReadOnlyList<CertificateKey>> Keys(string path, CancellationToken cancellation) =>
        CertificateKeys.Read(await Read(path, cancellation))
        ?? throw new StartRefusedException($"{path} is no JWK set.");

    private static IEnumerable<string> Lines(DeletionCertificate certificate) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{certificate.Cause}, certified at {certificate.CertifiedAt:u}: {certificate.Deletions.Length} lines."),
        .. certificate.Deletions.Select(Line),
        .. certificate.Erasure is { } erasure ? [Line(erasure)] : Array.Empty<string>(),
    ];

    private static string Line(CertifiedErasure erasure) => Joined(
        "THE PERSON",
        Time("erased at", erasure.ErasedAt),
        Time("key destroyed at", erasure.KeyDestroyedAt),
        Time("in backups until", erasure.ResidualUntil),
        Time("proof of consent until", erasure.EvidenceUntil),
        Time("identifiers to find what is left at least until", erasure.IdentifiersUntil));

    private static string Line(CertifiedDeletion line) => Joined(
        line.Outcome.ToString().ToUpperInvariant(),
        line.Category.Value,
        $"of {line.Controller}",
        Time("created up to", line.Cutoff),
        line.System is { } system ? $"in {system}" : "",
        line.Method is { } method ? $"by {method.ToString().ToUpperInvariant()}" : "",
        line.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"({count} records)") : "",
        Time("at", line.SettledAt),
        line.Because is { } because ? $"because of {because}" : "",
        Time("until", line.RetainedUntil),
        Time("in backups until", line.ResidualUntil));

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(part => part.Length > 0));

    private static string Time(string word, DateTimeOffset? at) =>
        at is { } time ? string.Create(CultureInfo.InvariantCulture, $"{word} {time:u}") : "";

    private static async Task<string> Read(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be read.");
        }
    }
}
