using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Rulebook;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Rulebook;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Rules with dates, in a registry that goes on running.</summary>
[Collection(DeadlineTestsOfGrains.Name)]
public sealed class DatedRuleTests(SubjectCluster cluster) : IDisposable
{
    private static readonly Purpose Analytics = Purpose.TryParse("analytics")!.Value;

    private readonly DecisionFacts facts = new(cluster.Database);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => facts.Dispose();

    [Fact]
    public async Task A_rule_takes_effect_at_the_first_instant_of_its_date_and_nothing_is_restarted()
    {
        var clock = cluster.Here.Clock;
        var person = new Person(cluster, new SubjectIds(clock).Next(), Person.NewNumber());
        Assert.Null((await person.Here.Execute(person.Registers())).Refusal);
        var day = clock.GetUtcNow().UtcDateTime.Date.AddDays(2);
        var registry = new Deciding(facts, References(), Load(DateOnly.FromDateTime(day)), clock);

        await cluster.Pass(day - clock.GetUtcNow().UtcDateTime - TimeSpan.FromTicks(1));
        var before = await Asked(registry, person);
        await cluster.Pass(TimeSpan.FromTicks(1));
        var after = await Asked(registry, person);

        Assert.Equal([(DecisionOutcome.Permit, "improvement.interest")], before.Distinct());
        Assert.Equal([(DecisionOutcome.Deny, "ours.improvement")], after.Distinct());
    }

    /// <summary>One by one and in a campaign.</summary>
    private static async Task<IEnumerable<(DecisionOutcome Outcome, string? Rule)>> Asked(
        Deciding registry, Person person)
    {
        var subject = new SubjectRef { Id = person.Id };
        var one = await registry.One(subject, Analytics, channel: null, Controller.ZenVoip, Cancellation);
        var many = await registry.Many([subject], Analytics, channel: null, Controller.ZenVoip, Cancellation);
        return many.Append(one).Select(decision => (decision.Outcome, decision.Reasons[0].Rule));
    }

    private static ReferenceReader References() => new(
        new IdentifierParser(Options.Create(new IdentifierOptions())), new IdentifierDigests(TestKeys.Bytes(1)));

    /// <summary>From a day on, people are asked before their data is used for improvements.</summary>
    private Rules Load(DateOnly day)
    {
        var shipped = File.ReadAllText(Shipped.Path);
        var start = shipped.IndexOf("  - id: improvement.interest\n", StringComparison.Ordinal);
        var end = shipped.IndexOf("  - id: us.improvement\n", start, StringComparison.Ordinal);
        var rule = shipped[start..end];
        var later = rule.Replace("improvement.interest", "ours.improvement", StringComparison.Ordinal)
            .Replace("basis: LEGITIMATE_INTEREST", "basis: CONSENT", StringComparison.Ordinal)
            .Replace("consent: false", "consent: true", StringComparison.Ordinal)
            .Replace("objection: ALLOWED", "objection: ABSOLUTE", StringComparison.Ordinal);
        var path = Path.Combine(cluster.DataDirectory, "dated.yaml");
        var both = $"{rule}    until: {day:O}\n{later}    from: {day:O}\n";
        File.WriteAllText(path, shipped.Replace(rule, both, StringComparison.Ordinal));
        return RulebookFile.Load(path, cluster.Here.Clock);
    }
}
