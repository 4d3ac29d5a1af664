using System.Security.Cryptography;
using ZenVoip.Registry.Server.Operations;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The keys that this process was given; in Development those missing come from the data directory.</summary>
internal sealed record KeySettings(MasterKeys Masters, byte[] Digest)
{
    public static KeySettings Of(RegistrySecurityOptions options, IHostEnvironment environment) =>
        Of(options, environment, DevelopmentKeys.ReadOrCreate);

    /// <summary>The same for a start that may still be refused: it makes nothing.</summary>
    /// <exception cref="StartRefusedException">Keys are missing or wrong: a line for each.</exception>
    public static KeySettings Demand(RegistrySecurityOptions options, IHostEnvironment environment) =>
        Of(options, environment, DevelopmentKeys.ReadOrPropose);

    private static KeySettings Of(
        RegistrySecurityOptions options, IHostEnvironment environment, Func<string, DevelopmentKeys> development)
    {
        var made = new Lazy<DevelopmentKeys>(() => development(options.DataDirectory));
        var mistakes = new Mistakes();
        var master = mistakes.Try(() =>
            Key("Registry:MasterKey", options.MasterKey, environment, () => made.Value.MasterKey));
        var digest = mistakes.Try(() =>
            Key("Registry:DigestKey", options.DigestKey, environment, () => made.Value.DigestKey));
        byte[]?[] previous = [.. options.PreviousMasterKeys.Select((text, i) =>
            mistakes.Try(() => KeyBytes.Parse($"Registry:PreviousMasterKeys:{i}", text)))];
        mistakes.Refuse();

        var masters = new MasterKeys(new MasterKey(master!), [.. previous.Select(bytes => new MasterKey(bytes!))]);
        return CryptographicOperations.FixedTimeEquals(master, digest)
            ? throw new StartRefusedException("Registry:DigestKey and Registry:MasterKey must be two keys.")
            : new(masters, digest!);
    }

    private static byte[] Key(string setting, string? text, IHostEnvironment environment, Func<string> made) =>
        string.IsNullOrWhiteSpace(text) switch
        {
            false => KeyBytes.Parse(setting, text!),
            true when environment.IsDevelopment() => KeyBytes.Parse($"{DevelopmentKeys.FileName} ({setting})", made()),
            true => throw new StartRefusedException(
                $"{setting} is not set. Outside Development it must be the base64 of exactly {KeyBytes.Length} bytes."),
        };
}
