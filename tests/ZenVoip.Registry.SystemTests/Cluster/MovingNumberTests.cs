using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A STOP by a number that is changing hands is kept, and by whoever held the number.</summary>
public sealed class MovingNumberTests
{
    private const int Moves = 120;
    private const int Stops = 400;

    private static readonly object Carrier = new { method = "carrier-notice" };

    private readonly string phone = Fresh.Phone();

    /// <summary>What the STOPs of this test are told apart by from those of others.</summary>
    private readonly string name = Fresh.Name("stop");

    private object Number => Calls.By("PHONE", phone);

    private object Identifier => new { type = "PHONE", value = phone };

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_stop_is_lost_or_lands_on_somebody_else(bool evidence)
    {
        RegistryClient[] clients = [.. (await ThreeSilos.Started()).Clients.Take(2)];
        string[] owners =
        [
            await clients[0].Register("PHONE", phone),
            await clients[1].Register("EMAIL", Fresh.Email()),
        ];
        ConcurrentDictionary<int, string> landed = [];
        using var done = new CancellationTokenSource();

        var moving = Move(clients, owners, evidence, done.Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async lane =>
        {
            for (var stop = lane; stop < Stops; stop += 4)
                landed[stop] = await Stop(clients, stop, evidence);
        }));
        await done.CancelAsync();

        Assert.InRange(await moving, Moves, int.MaxValue);
        Assert.Equal(Stops, landed.Count);
        await JournalsTell(clients[0], [.. owners.Concat(landed.Values).Distinct()], landed);
        await TheNumberKeeps(clients, evidence);
    }

    /// <summary>
    /// Nobody's in the end, the number keeps every STOP, unless each of its holders was seen to have given it up.
    /// </summary>
    private async Task TheNumberKeeps(RegistryClient[] clients, bool evidence)
    {
        await Unlink(clients[0], Number, evidence);
        for (var stop = 0; stop < Stops; stop++)
        {
            var ruled = await clients[stop % 2].Decide(Number, "communication", "SMS", Controller(stop));
            Assert.Null(ruled.Fault);
            Assert.Equal(!evidence, ruled.Reasons.Contains("OPTED_OUT"));
        }
    }

    /// <summary>A no to a controller of its own, so that no other explains the next decision.</summary>
    private async Task<string> Stop(RegistryClient[] clients, int stop, bool evidence)
    {
        var controller = Controller(stop);
        var said = await clients[stop % 2].Insist("recordOptOut", new
        {
            subject = Number,
            controller,
            channel = "SMS",
            source = "STOP",
            evidence = new { method = "SMS", source = Mark(stop) },
            operationId = Mark(stop),
        });
        Assert.Null(said.Refusal);
        var ruled = await clients[(stop + 1) % 2].Decide(Number, "communication", "SMS", controller);
        Assert.Null(ruled.Fault);
        // With evidence the next holder may have the number already, and free of it.
        if (!evidence)
        {
            Assert.Equal("DENY", ruled.Outcome);
            Assert.Contains("OPTED_OUT", ruled.Reasons);
        }
        return said.Id!;
    }

    /// <summary>
    /// Takes the number from one and gives it to the other. A STOP between the two makes somebody known who has the
    /// number: it is taken from them too.
    /// </summary>
    private async Task<int> Move(
        RegistryClient[] clients, string[] owners, bool evidence, CancellationToken done)
    {
        var moves = 0;
        for (; moves < Moves || !done.IsCancellationRequested; moves++)
        {
            var (from, to) = (owners[moves % 2], owners[(moves + 1) % 2]);
            await Unlink(clients[moves % 2], Calls.ById(from), evidence);
            while ((await clients[(moves + 1) % 2].Insist(
                "linkIdentifier", new { subject = Calls.ById(to), identifier = Identifier })).Refusal is { } refusal)
            {
                Assert.Equal("IDENTIFIER_TAKEN", refusal);
                await Unlink(clients[moves % 2], Number, evidence);
            }
        }
        return moves;
    }

    private async Task Unlink(RegistryClient client, object subject, bool evidence)
    {
        var said = await client.Insist("unlinkIdentifier", new
        {
            subject,
            identifier = Identifier,
            reason = "REASSIGNED",
            evidence = evidence ? Carrier : null,
        });
        Assert.Null(said.Refusal);
    }

    /// <summary>Each STOP stands once, with whom it was said to be, and while they held the number.</summary>
    private async Task JournalsTell(
        RegistryClient client, string[] ids, ConcurrentDictionary<int, string> landed)
    {
        Dictionary<string, string> found = [];
        foreach (var id in ids)
        {
            HashSet<int> held = [];
            foreach (var entry in await client.Journal(id))
            {
                var details = JsonNode.Parse(entry["details"]!.GetValue<string>())!;
                switch (entry["event"]!.GetValue<string>())
                {
                    case "identifier-linked" when details["identifier"]![0]!.GetValue<string>() == "PHONE":
                        held.Add(details["number"]!.GetValue<int>());
                        break;
                    case "identifier-unlinked":
                        held.Remove(details["number"]!.GetValue<int>());
                        break;
                    case "opted-out":
                        var said = details["optOut"]!;
                        Assert.Contains(said["via"]!.GetValue<int>(), held);
                        found.Add(said["evidence"]!["source"]!.GetValue<string>(), id);
                        break;
                }
            }
        }
        Assert.Equal(landed.ToDictionary(stop => Mark(stop.Key), stop => stop.Value), found);
    }

    private string Mark(int stop) => string.Create(CultureInfo.InvariantCulture, $"{name} {stop}");

    private static string Controller(int stop) => string.Create(CultureInfo.InvariantCulture, $"account-{stop}");
}
