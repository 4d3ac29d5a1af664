using System.Collections.Concurrent;
using System.Globalization;
using ZenVoip.Registry.SystemTests.Cluster;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>What nobody else in the test run has: for tests that share a silo.</summary>
internal static class Fresh
{
    /// <summary>Above the numbers that tests with a silo of their own count.</summary>
    private static int last = 1_000_000;

    private static readonly ConcurrentBag<string> Given = [];

    /// <summary>The phone numbers and addresses that were given out.</summary>
    public static IReadOnlyCollection<string> Personal => Given;

    public static string Phone() => Kept(Calls.Phone(Number()));

    public static string Email() => Kept(Calls.Email(Number()));

    /// <summary>Of the addresses reserved for documentation (RFC 3849); each group is read as a hexadecimal.</summary>
    public static string Ip() =>
        Kept(string.Create(CultureInfo.InvariantCulture, $"2001:db8::{Number() % 10_000}"));

    /// <summary>An account, an operation, a holder system.</summary>
    public static string Name(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}-{Number()}");

    private static string Kept(string value)
    {
        Given.Add(value);
        return value;
    }

    private static int Number() => Interlocked.Increment(ref last);
}
