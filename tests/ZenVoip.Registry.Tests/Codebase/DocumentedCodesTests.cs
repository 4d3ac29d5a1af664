using System.Text.RegularExpressions;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Codebase;

public sealed partial class DocumentedCodesTests
{
    [Fact]
    public void Every_refusal_is_documented_and_no_other() =>
        Assert.Equal(CodesIn("*Refusals.cs"), Handbook.Codes("Refusals").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fault_is_documented_and_no_other() => Assert.Equal(
        CodesIn("Cursors.cs").Concat(ErrorCodes.Meanings.Keys).Order(StringComparer.Ordinal),
        Handbook.Codes("Faults").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reason_of_a_decision_is_documented_and_no_other() => Assert.Equal(
        ReasonCodes.Meanings.OrderBy(code => code.Key, StringComparer.Ordinal),
        Handbook.Codes("Reasons").OrderBy(code => code.Key, StringComparer.Ordinal));

    [Fact]
    public void A_fault_means_what_the_code_says() => Assert.All(
        ErrorCodes.Meanings, code => Assert.Equal(code.Value, Handbook.Codes("Faults")[code.Key]));

    [Fact]
    public void Every_scope_is_documented_with_what_it_allows() => Assert.Equal(
        Scopes.Meanings.OrderBy(scope => scope.Key, StringComparer.Ordinal),
        Handbook.Scopes.OrderBy(scope => scope.Key, StringComparer.Ordinal));

    [Fact]
    public void Every_event_is_documented_and_no_other() => Assert.Equal(
        MessageNames.Events.Values.Order(StringComparer.Ordinal), Handbook.Events.Order(StringComparer.Ordinal));

    [Fact]
    public void No_code_is_made_up_elsewhere()
    {
        string[] documented = [.. Parts.SelectMany(part => Handbook.Codes(part).Keys)];

        Assert.Empty(CodesIn("*.cs").Except(documented).Except(NoCodes));
    }

    private static readonly string[] Parts = ["Refusals", "Faults", "Reasons"];

    /// <summary>The regime that applies where no other does.</summary>
    private static readonly string[] NoCodes = ["DEFAULT"];

    private static IEnumerable<string> CodesIn(string files) => SourceTree.Files("src", files)
        .SelectMany(file => Made().Matches(SourceTree.Read(file)))
        .Select(made => made.Groups["code"].Value)
        .Distinct().Order(StringComparer.Ordinal);

    /// <summary>What makes a Refusal, a Reason or a GraphFault begins with its code.</summary>
    [GeneratedRegex(@"\bnew(\s+\w+)?\(\s*""(?<code>[A-Z][A-Z0-9_]+)""")]
    private static partial Regex Made();
}
