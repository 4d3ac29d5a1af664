using System.Globalization;

namespace ZenVoip.Registry.Grains.Sweeping;

/// <summary>
/// The subjects, dealt out by the code of the last character of their ids, which is random. The number never changes:
/// two silos that count differently would leave somebody to nobody.
/// </summary>
public static class Buckets
{
    public const int Count = 8;

    private const string Prefix = "sweep_";

    /// <summary>The keys of all sweepers.</summary>
    public static IEnumerable<string> Keys => Enumerable.Range(0, Count).Select(bucket => $"{Prefix}{bucket}");

    internal static int Of(string key) => int.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
}
