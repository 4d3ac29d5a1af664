using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Tells a registry what a thousand people are and say, as many services would at once.</summary>
internal sealed class Town(RegistryClient client)
{
    private const int Services = 16;
    private const int Bulk = 100;

    public IReadOnlyList<Resident> Residents { get; private set; } = [];

    public async Task Register()
    {
        var residents = new Resident[People.All.Count];
        await EachAsync(People.All.Index(), async one =>
        {
            var (number, person) = one;
            var operationId = string.Create(CultureInfo.InvariantCulture, $"register-{number}");
            var subject = Done(await client.Change("registerSubject", new
            {
                kind = person.Kind,
                controller = person.Controller,
                jurisdiction = person.Jurisdiction,
                identifiers = new[]
                {
                    new { type = "PHONE", value = person.Phone },
                    new { type = "EMAIL", value = person.Email },
                    new { type = "IP", value = person.Ip },
                    new { type = "ACCOUNT", value = person.Account },
                },
                operationId,
            }));
            residents[number] = new Resident(number, person, subject["id"]!.GetValue<string>());
        });
        Residents = residents;
    }

    /// <summary>Everybody but the silent gives; some think again.</summary>
    public async Task Live()
    {
        foreach (var givers in Residents.Where(one => one.Story is not Story.Silent).Chunk(Bulk))
            await Give(givers);
        await EachAsync(Residents.Where(one => one.Story is Story.Withdraws), async one =>
            Done(await client.Change("recordConsent", Answer(one, "WITHDRAWN", one.Operation("withdraw")))));
        await EachAsync(Residents.Where(one => one.Story is Story.OptsOut), async one =>
            Done(await client.Change("recordOptOut", new
            {
                subject = one.ByPhone,
                controller = one.Person.Controller,
                channel = "SMS",
                source = "STOP",
                evidence = new { method = "sms-keyword" },
                operationId = one.Operation("stop"),
            })));
        await EachAsync(Residents.Where(one => one.Story is Story.ChangesNumber), ChangeNumber);
    }

    /// <summary>What a resident answers by phone about marketing messages.</summary>
    public static object Answer(Resident one, string status, string operationId) => new
    {
        subject = one.ByPhone,
        controller = one.Person.Controller,
        purpose = "marketing",
        channel = "SMS",
        status,
        evidence = new { method = "web-form", source = operationId },
        operationId,
    };

    public static async Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> act) => await Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = Services }, async (item, _) => await act(item));

    private static JsonNode Done(JsonNode payload)
    {
        Assert.True(payload["errors"]!.AsArray().Count == 0, payload.ToJsonString());
        return payload["subject"]!;
    }

    private async Task Give(Resident[] givers)
    {
        var items = givers.Select(one => Answer(one, "GIVEN", one.Operation("give"))).ToArray();
        var data = await client.Ask(
            """
            mutation($input: RecordConsentsInput!) {
              recordConsents(input: $input) { subject { id version } errors { code message path } }
            }
            """,
            new { input = new { items } });
        Assert.Equal(
            givers.Select(one => one.Id),
            data["recordConsents"]!.AsArray().Select(payload => Done(payload!)["id"]!.GetValue<string>()));
    }

    private async Task ChangeNumber(Resident one)
    {
        Done(await client.Change("unlinkIdentifier", new
        {
            subject = one.ById,
            identifier = one.Phone,
            reason = "DISCONNECTED",
            operationId = one.Operation("unlink"),
        }));
        Done(await client.Change("linkIdentifier", new
        {
            subject = one.ById,
            // As the person writes it: the registry completes it with their country.
            identifier = new { type = "PHONE", value = one.Person.Phone },
            operationId = one.Operation("link"),
        }));
    }
}
