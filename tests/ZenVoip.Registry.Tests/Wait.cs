using System.Diagnostics;

namespace ZenVoip.Registry.Tests;

/// <summary>Waits for a fact, never for a while.</summary>
internal static class Wait
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <param name="otherwise">What is told when it has not happened in time.</param>
    public static Task Until(Func<bool> fact, Func<string>? otherwise = null) =>
        Until(() => Task.FromResult(fact()), otherwise);

    /// <summary>Looks again and again, less and less often. A look may itself do something that brings it on.</summary>
    /// <param name="otherwise">What is told when it has not happened in time.</param>
    /// <param name="patience">Null: as long as usual.</param>
    public static async Task Until(
        Func<Task<bool>> fact, Func<string>? otherwise = null, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await fact())
        {
            if (waited.Elapsed > (patience ?? Usual))
                Assert.Fail(otherwise?.Invoke() ?? "It has not happened in time.");
            var pause = First + (waited.Elapsed / 20);
            await Task.Delay(pause < Longest ? pause : Longest);
        }
    }
}
