using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>So much is held and no more: what comes after it is refused by the code of its limit, over HTTP.</summary>
public sealed class LimitTests
{
    /// <summary>Of one operation, by the budget of a query.</summary>
    private const int RootFields = 20;

    private static readonly string[] Calls = ["CALL_RECORDS"];

    [Fact]
    public async Task So_many_requests_of_a_subject_are_open()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };

        await IsMet(registry, "submitRightsRequest", RightsBook.MaxOpen, "REQUEST_LIMIT", number =>
            new { subject, controller = $"customer-{number}", type = "ACCESS", manner = "EMAIL" });
    }

    [Fact]
    public async Task So_many_holds_of_a_subject_stand()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };

        await IsMet(registry, "placeLegalHold", HoldBook.Max, "HOLD_LIMIT", number =>
            new { subject, reason = $"case {number}", categories = Calls });
    }

    [Fact]
    public async Task So_many_retention_clocks_of_a_subject_run()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };

        await IsMet(registry, "recordActivity", RetentionBook.Max, "RETENTION_LIMIT", number =>
            new { subject, controller = $"customer-{number}", category = Calls[0] });
    }

    /// <summary>Of a whole registry: one of its own.</summary>
    [Fact(Explicit = true)]
    public async Task So_many_holder_systems_are_registered()
    {
        await using var registry = await Running.Start();

        await IsMet(registry, "registerHolderSystem", HolderRegistration.MaxSystems, "SYSTEM_LIMIT", number =>
            new { name = $"store-{number}", categories = Calls });
    }

    /// <summary>All up to the limit are taken, and the one after it is refused.</summary>
    private static async Task IsMet(
        Running registry, string mutation, int limit, string code, Func<int, object> input)
    {
        List<string?> codes = [];
        foreach (var some in Enumerable.Range(0, limit + 1).Select(input).Chunk(RootFields))
            codes.AddRange(await Codes(registry.Client, mutation, some));

        Assert.Equal(Enumerable.Repeat<string?>(null, limit), codes[..^1]);
        Assert.Equal(code, codes[^1]);
    }

    private static async Task<IEnumerable<string?>> Codes(RegistryClient client, string mutation, object[] inputs)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var names = Enumerable.Range(0, inputs.Length)
            .Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        var data = await client.Ask(
            $"mutation({string.Join(", ", names.Select(name => $"$i{name}: {type}!"))}) {{ "
            + string.Join(' ', names.Select(name => $"a{name}: {mutation}(input: $i{name}) {{ errors {{ code }} }}"))
            + " }",
            names.Zip(inputs).ToDictionary(each => $"i{each.First}", each => each.Second));
        return names.Select(name => data[$"a{name}"]!["errors"]!.AsArray() is [JsonNode error, ..]
            ? error["code"]!.GetValue<string>()
            : null);
    }
}
