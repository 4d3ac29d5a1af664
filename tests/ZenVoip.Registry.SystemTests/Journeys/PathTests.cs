using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A bad value in every field of every mutation: the refusal names the field as the caller wrote it.</summary>
public sealed class PathTests
{
    /// <summary>What they name has to be there first; journeys of holds, deliveries and rights refuse them.</summary>
    private static readonly HashSet<string> OfOthers =
    [
        "placeLegalHold", "releaseLegalHold", "confirmDeletion", "registerHolderSystem", "replayDeliveries",
        "rotateSigningSecret", "completeTask", "submitRightsRequest", "verifyRightsRequest",
        "acknowledgeRightsRequest", "askForClarification", "clarifyRightsRequest", "extendRightsRequest",
        "forwardRightsRequest", "completeRightsRequest", "refuseRightsRequest", "withdrawRightsRequest",
        "confirmMinor", "liftRestriction",
    ];

    [Fact]
    public async Task A_refusal_names_the_input_field_that_the_caller_wrote()
    {
        var client = (await SharedSilo.Registry()).Client;
        var registered = await client.Change("registerSubject", new
        {
            kind = "CUSTOMER",
            identifiers = new[] { Exercise.Identifier("PHONE", Inputs.Number) },
        });
        var id = registered["subject"]!["id"]!.GetValue<string>();
        var refusals = new SortedDictionary<string, string>(StringComparer.Ordinal);

        foreach (var (mutation, type) in (await Mutations(client)).Where(one => !OfOthers.Contains(one.Name)))
        {
            Assert.True(Inputs.Of(id).ContainsKey(mutation), $"{mutation} has no input to be spoilt.");
            foreach (var input in Inputs.Of(id)[mutation])
            {
                foreach (var (leaf, spoilt) in Spoiling.EachFieldOf(input))
                    await Refuse(client, mutation, type, leaf, spoilt, refusals);
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                "linkIdentifier input.identifier.value: input.identifier.value",
                "linkIdentifier input.subject.identifier.value: input.subject.identifier.value",
                "recordConsents input.items.0.subject.identifier.value: input.items.0.subject.identifier.value",
                "recordConsents input.items.0.controller: input.items.0.controller",
                "registerSubject input.identifiers.1.value: input.identifiers.1.value",
                "recordConsent input.evidence.source: input.evidence",
            },
            refusals.Keys.ToHashSet());
    }

    [Fact]
    public async Task A_taken_identifier_is_named_where_it_was_written()
    {
        var client = (await SharedSilo.Registry()).Client;
        var known = Exercise.Identifier("EMAIL", Fresh.Email());
        await client.Change("registerSubject", new { kind = "CUSTOMER", identifiers = new[] { known } });

        var taken = await client.Change("registerSubject", new
        {
            kind = "CUSTOMER",
            identifiers = new[] { Exercise.Identifier("PHONE", Fresh.Phone()), known },
        });

        Assert.Equal("""IDENTIFIER_TAKEN ["input","identifiers","1"]""", Refusal(taken));
    }

    [Fact]
    public async Task What_is_wrong_in_a_list_is_named_by_its_place()
    {
        var client = (await SharedSilo.Registry()).Client;
        var phone = Exercise.Identifier("PHONE", Fresh.Phone());
        var registered = await client.Change(
            "registerSubject", new { kind = "CUSTOMER", identifiers = new[] { phone } });
        var subject = new { id = registered["subject"]!["id"] };
        string[] categories = ["BILLING", "GOSSIP"];
        string[] purposes = ["marketing", "gossip"];
        var ask = new { subject, type = "ACCESS", manner = "EMAIL" };
        var requestId = (await client.Pleaded("submitRightsRequest", ask))["id"];

        Assert.Equal(
            """CATEGORY_UNKNOWN ["input","categories","1"]""",
            Refusal(await client.Change("placeLegalHold", new { subject, reason = "case", categories })));
        Assert.Equal(
            """CATEGORY_UNKNOWN ["input","categories","1"]""",
            Refusal(await client.Plea("submitRightsRequest", new { ask.subject, ask.type, ask.manner, categories })));
        Assert.Equal(
            """PURPOSE_UNKNOWN ["input","purposes","1"]""",
            Refusal(await client.Plea("submitRightsRequest", new { ask.subject, ask.type, ask.manner, purposes })));
        Assert.Equal(
            """NOT_LINKED ["input","identifiers","1"]""",
            Refusal(await client.Plea("verifyRightsRequest", new
            {
                requestId,
                method = "login",
                identifiers = new[] { phone, Exercise.Identifier("PHONE", Fresh.Phone()) },
            })));
    }

    private static string Refusal(JsonNode payload) =>
        $"{payload["errors"]![0]!["code"]} {payload["errors"]![0]!["path"]!.ToJsonString()}";

    private static async Task Refuse(
        RegistryClient client, string mutation, string type, string leaf, JsonObject input,
        SortedDictionary<string, string> refusals)
    {
        var answer = await client.Send(
            $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ errors {{ code path }} }} }}", new { input });
        if (answer["errors"] is not null)
        {
            Assert.Equal("VARIABLES", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
            return;
        }
        var payload = answer["data"]![mutation]!;
        foreach (var error in (payload is JsonArray items ? items[0]! : payload)["errors"]!.AsArray())
        {
            var path = string.Join('.', error!["path"]!.AsArray().Select(step => step!.GetValue<string>()));
            var code = error["code"]!.GetValue<string>();
            Assert.True(
                path.Length > "input.".Length && $"{leaf}.".StartsWith($"{path}.", StringComparison.Ordinal),
                $"{mutation} with a bad {leaf} is refused with {code} at {path}");
            refusals[$"{mutation} {leaf}: {path}"] = code;
        }
    }

    private static async Task<IEnumerable<(string Name, string Type)>> Mutations(RegistryClient client)
    {
        var schema = await client.Ask(
            "{ __schema { mutationType { fields { name args { name type { name ofType { name } } } } } } }");
        return schema["__schema"]!["mutationType"]!["fields"]!.AsArray().Select(field => (
            field!["name"]!.GetValue<string>(),
            field["args"]!.AsArray().Single(argument => argument!["name"]!.GetValue<string>() == "input")!
                ["type"]!["ofType"]!["name"]!.GetValue<string>())).ToList();
    }
}
