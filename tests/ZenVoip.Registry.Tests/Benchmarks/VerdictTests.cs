using System.Globalization;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Benchmarks.Load;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Benchmarks;

/// <summary>A benchmark that is below what is wanted says so, and fails.</summary>
public sealed partial class VerdictTests
{
    [Theory]
    [InlineData("decide", 0.40, "PASS decide: 0.400, wanted 0.40")]
    [InlineData("decide", 0.3999, "BELOW decide: 0.400, wanted 0.40")]
    [InlineData("subject", 0.47, "PASS subject: 0.470, wanted 0.40")]
    [InlineData("decideMany", 4, "PASS decideMany: 4.000, wanted 4.00")]
    [InlineData("decideMany", 3.99, "BELOW decideMany: 3.990, wanted 4.00")]
    [InlineData("recordConsent", 0.24, "BELOW recordConsent: 0.240, wanted 0.25")]
    [InlineData("recordConsent", double.NaN, "BELOW recordConsent: NaN, wanted 0.25")]
    public void A_scenario_reaches_what_is_wanted_or_is_below(string scenario, double ratio, string told) =>
        Assert.Equal(told, $"{Verdict.Of(scenario, ratio)}");

    [Theory]
    [InlineData(0.41, 0.41, false, 0)]
    [InlineData(0.41, 0.39, false, 1)]
    [InlineData(0.39, 0.41, false, 1)]
    [InlineData(0.39, 0.39, true, 0)]
    public void One_scenario_below_fails_the_run_unless_it_is_quick(
        double decide, double subject, bool isQuick, int expected) =>
        Assert.Equal(
            expected,
            Verdict.ExitCode([Verdict.Of("decide", decide), Verdict.Of("subject", subject)], isQuick));

    [Fact]
    public void Nothing_measured_is_nothing_below() => Assert.Equal(0, Verdict.ExitCode([], isQuick: false));

    [Fact]
    public void What_is_wanted_is_what_is_documented() => Assert.Equal(
        Verdict.Targets.OrderBy(target => target.Key),
        Wanted().Matches(SourceTree.Read("tests/ZenVoip.Registry.Benchmarks/README.md"))
            .Select(row => KeyValuePair.Create(
                row.Groups["scenario"].Value,
                double.Parse(row.Groups["wanted"].Value, CultureInfo.InvariantCulture)))
            .DistinctBy(row => row.Key)
            .OrderBy(row => row.Key));

    /// <summary>A row of the first table: scenario, compared with, wanted.</summary>
    [GeneratedRegex(
        @"^\| `(?<scenario>\w+)`[^|\n]*\|[^|\n]*\| (?<wanted>[\d.]+)(?: times)? \|$", RegexOptions.Multiline)]
    private static partial Regex Wanted();
}
