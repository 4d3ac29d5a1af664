using System.Security.Cryptography;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>Keys as an operator would make them.</summary>
internal static class Keys
{
    public static string Master { get; } = Fresh();

    public static string Digest { get; } = Fresh();

    public static string Fresh(int bytes = 32) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));
}
