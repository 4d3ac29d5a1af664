using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>A start that must fail, in words for whoever has to mend it.</summary>
internal static class RefusedStart
{
    private const int MostLines = 4;

    /// <summary>
    /// Fails unless the program ends by itself and its message says each of the words. Returns all that it wrote.
    /// </summary>
    public static async Task<string> Says(RegistrySettings settings, params string[] words)
    {
        var (code, output, errors) = await RegistryProcess.Run(settings, "serve");

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 1, MostLines);
        Assert.All(words, word => Assert.Contains(word, errors, StringComparison.Ordinal));
        var keys = settings.More.Where(setting => setting.Key.EndsWith("Key", StringComparison.Ordinal));
        foreach (var (name, value) in keys)
            Assert.False(value.Length > 0 && (output + errors).Contains(value, StringComparison.Ordinal), name);
        return output + errors;
    }
}
