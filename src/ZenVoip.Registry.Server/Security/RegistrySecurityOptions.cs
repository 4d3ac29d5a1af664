namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Keys and tokens, from the section <c>Registry</c>. Development makes what is missing, in the data directory;
/// any other environment refuses to start without it.
/// </summary>
public sealed class RegistrySecurityOptions
{
    public const string Section = "Registry";

    /// <summary>Where Development keeps its keys and SQLite its files. Default: <c>data</c>; created.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Wraps the data keys of subjects: base64 of exactly 32 random bytes (<c>openssl rand -base64 32</c>).
    /// To rotate: first list the new key in <see cref="PreviousMasterKeys"/> of every silo, then make it the
    /// current one and list the old one; wraps are renewed as they are read.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>Other master keys that still open wraps: base64 of exactly 32 bytes each. Default: none.</summary>
    public IList<string> PreviousMasterKeys { get; } = [];

    /// <summary>
    /// Digests identifiers, operations and journals: base64 of exactly 32 random bytes. Not the master key.
    /// It cannot be changed: every digest in the database depends on it.
    /// </summary>
    public string? DigestKey { get; set; }

    /// <summary>
    /// Signs certificates of deletion: base64 of exactly 32 random bytes, the private key of Ed25519. To rotate: make
    /// another one the current, and list the old one's public key in <see cref="RetiredCertificateKeys"/>.
    /// </summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// Public keys that signed before, each the <c>x</c> that <c>/certificates/keys</c> showed: base64url of exactly
    /// 32 bytes. They are published for as long as their certificates are to be checked. Default: none.
    /// </summary>
    public IList<string> RetiredCertificateKeys { get; } = [];

    /// <summary>
    /// How long backups of the key store are kept at most: certificates of erasure name the day after which no backup
    /// can bring the person back. Default: none, and they name no day.
    /// </summary>
    public TimeSpan? KeyBackupRetention { get; set; }

    /// <summary>
    /// The OpenID Connect authority whose tokens are accepted: an https address. Required outside Development.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>The audience that a token must be made for. Default: <c>zenvoip-registry</c>.</summary>
    public string Audience { get; set; } = "zenvoip-registry";

    /// <summary>
    /// Development only: accept tokens of the command <c>token</c> from other machines too, for containers.
    /// Default: loopback only. Refused outside Development.
    /// </summary>
    public bool AllowDevelopmentTokens { get; set; }

    public static RegistrySecurityOptions Of(IConfiguration configuration)
    {
        var options = new RegistrySecurityOptions();
        configuration.GetSection(Section).Bind(options);
        return options;
    }
}
