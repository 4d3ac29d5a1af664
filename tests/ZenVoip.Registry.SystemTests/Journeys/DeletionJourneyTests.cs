using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>From what happened to data to its deletion, with the real executable.</summary>
public sealed class DeletionJourneyTests
{
    // On PostgreSQL the membership of a silo whose clock is set ahead takes it for a ghost: one silo on SQLite travels.
    [Fact(Explicit = true)]
    public async Task Five_years_later_a_clock_falls_due_not_early_and_everything_happens_by_itself()
    {
        using var settings = RegistrySettings.OnSqlite() with { More = Receiving.Hurried };
        await using var store = await Holder.Start("call-store");
        string id;
        TimeSpan due;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            await Receiving.Introduce(silo, settings, [store], "CALL_RECORDS");
            using var client = await RegistryClient.Of(silo, settings);
            id = (await client.Change("registerSubject", new { kind = "CUSTOMER", jurisdiction = "DE" }))
                ["subject"]!["id"]!.GetValue<string>();
            var nextMonth = NextMonth;
            await client.Change("recordActivity", new { subject = new { id }, category = "CALL_RECORDS" });
            var clock = await ClockOf(client, id);
            Assert.Equal("zenvoip.call-records", clock["rule"]!.GetValue<string>());
            due = (DateTimeOffset)clock["dueAt"]! - DateTimeOffset.UtcNow;
            Assert.Contains((DateTimeOffset)clock["dueAt"]!, new[] { nextMonth.AddYears(5), NextMonth.AddYears(5) });
        }
        await NothingIsOrderedBefore(due, settings, store);
        var later = Ahead(settings, due + TimeSpan.FromDays(1));
        await using (var silo = await RegistryProcess.Start(later))
        {
            using var client = await RegistryClient.Of(silo, later);
            var order = Assert.Single(await client.Orders(id))!["id"]!.GetValue<string>();
            using var holder = await RegistryClient.OfSystem(silo, later, store.Name);
            await Wait.Until(async () => await holder.Pull(new { status = "DELIVERED" }) is [_]);
            Assert.Equal([order], store.Taken);

            Assert.Null(await holder.RefusalOf(new { orderId = order, count = 12, operationId = "done" }));
            Assert.Null(await holder.RefusalOf(new { orderId = order, count = 12, operationId = "done" }));

            var settled = Assert.Single(await client.Orders(id))!;
            Assert.Equal(("CONFIRMED", 12), (settled["status"]!.GetValue<string>(), settled["count"]!.GetValue<int>()));
            await silo.Kill();
        }
        var (code, output, errors) = await RegistryProcess.Run(later, "verify");
        Assert.True(code == 0, output + errors);
    }

    private static DateTimeOffset NextMonth => new DateTimeOffset(
        DateTimeOffset.UtcNow.Year, DateTimeOffset.UtcNow.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    [Fact]
    public async Task A_moved_clock_is_refused_outside_development()
    {
        using var settings = new RegistrySettings
        {
            More = new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Registry__ClockOffset"] = "1.00:00:00",
            },
        };

        await using var silo = RegistryProcess.Launch(settings);

        Assert.Equal(2, await silo.Ended());
        Assert.Contains("Registry:ClockOffset is for Development only.", silo.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task A_holder_sees_and_confirms_its_own_orders_and_no_others(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT", "CALL_RECORDS", "VOICEMAIL");
        await new Burglar(settings).AddSystem("billing", "BILLING");
        using var client = await RegistryClient.Of(silo, settings);
        var id = await client.Leave("+4915112345678");
        var all = await client.Orders(id);
        using var store = await RegistryClient.OfSystem(silo, settings, "store");
        using var nobody = await RegistryClient.Of(silo, settings, "deletions:confirm");
        var own = await store.Pull();
        var others = all.Single(order => order!["system"]!.GetValue<string>() == "billing")!["id"]!;

        Assert.Equal(4, all.Count);
        Assert.Equal(4, (await client.Pull(first: 1)).Count);
        Assert.Equal(["store", "store", "store"], own.Select(order => order["system"]!.GetValue<string>()));
        Assert.Equal("+4915112345678", own[0]["identifiers"]![0]!["value"]!.GetValue<string>());
        Assert.Equal("FORBIDDEN", Running.CodeOf(await store.Send(
            "{ deletionOrders(filter: { system: \"billing\" }) { nodes { id } } }")));
        Assert.Equal("FORBIDDEN", Running.CodeOf(await nobody.Send("{ deletionOrders { nodes { id } } }")));
        Assert.Equal("FORBIDDEN", Running.CodeOf(await nobody.Confirm(new { orderId = own[0]["id"] })));
        Assert.Equal("CURSOR_INVALID", Running.CodeOf(await store.Send(
            "{ deletionOrders(after: \"MTpzdWJfMQ\") { nodes { id } } }")));
        Assert.Equal("ORDER_NOT_FOUND", await store.RefusalOf(new { orderId = others }));
        Assert.Equal("null", await Node(store, others.GetValue<string>()));
        Assert.Equal("null", await Node(store, id));
        Assert.Contains("store", await Node(store, own[0]["id"]!.GetValue<string>()), StringComparison.Ordinal);
        Assert.Contains("billing", await Node(client, others.GetValue<string>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_confirmation_is_refused_by_its_code()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT", "CALL_RECORDS");
        using var client = await RegistryClient.Of(silo, settings);
        var orders = await client.Orders(await client.Leave("+4915112345678"));
        using var store = await RegistryClient.OfSystem(silo, settings, "store");
        var orderId = orders[0]!["id"];
        var future = Holders.At(DateTimeOffset.UtcNow.AddYears(1));
        var further = Holders.At(DateTimeOffset.UtcNow.AddYears(2));
        var sooner = Holders.At(DateTimeOffset.UtcNow.AddDays(300));
        (object Input, string? Code)[] all =
        [
            (new { orderId = "ord_unknown" }, "ORDER_NOT_FOUND"),
            (new { orderId, operationId = "" }, "OPERATION_ID_INVALID"),
            (new { orderId, count = -1 }, "COUNT_INVALID"),
            (new { orderId, ground = "LEGAL_CLAIMS" }, "RETAINED_UNTIL_REQUIRED"),
            (new { orderId, retainedUntil = future }, "GROUND_REQUIRED"),
            (new { orderId, retainedUntil = future, ground = "CURIOSITY" }, "GROUND_UNKNOWN"),
            (new { orderId, retainedUntil = "2026-01-01T00:00:00Z", ground = "LEGAL_CLAIMS" }, "TIME_IN_PAST"),
            (new { orderId, retainedUntil = future, ground = "LEGAL_CLAIMS", operationId = "1" }, null),
            (new { orderId, count = 1, operationId = "1" }, "OPERATION_ID_REUSED"),
            (new { orderId, retainedUntil = further, ground = "LEGAL_CLAIMS" }, "ORDER_SETTLED"),
            (new { orderId, retainedUntil = sooner, ground = "CURIOSITY" }, "GROUND_UNKNOWN"),
            (new { orderId, retainedUntil = sooner }, null),
            (new { orderId, method = "SHREDDED", count = 2, residualUntil = "2026-01-01T00:00:00Z" }, null),
            (new { orderId, method = "ERASED", count = 2 }, "ORDER_SETTLED"),
            (new { orderId, retainedUntil = future, ground = "LEGAL_CLAIMS" }, "ORDER_SETTLED"),
        ];

        foreach (var (input, code) in all)
            Assert.Equal(code, await store.RefusalOf(input));
    }

    [Fact(Explicit = true)]
    public async Task A_row_of_an_order_that_was_changed_is_found_by_verify()
    {
        using var settings = RegistrySettings.OnSqlite();
        string id;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT");
            using var client = await RegistryClient.Of(silo, settings);
            id = await client.Leave("+4915112345678");
            await client.Orders(id);
            await silo.Kill();
        }
        await new Burglar(settings).Change(id, "update holder_work set status = 'CONFIRMED' where subject_id = @id");

        var (code, output, _) = await RegistryProcess.Run(settings, "verify");

        Assert.Equal(1, code);
        Assert.Contains($"{id} entry 0: WorkDiffers", output, StringComparison.Ordinal);
    }

    /// <summary>Half a day before, a sweeper wakes whose data it is: a reminder is armed, and nothing else.</summary>
    private static async Task NothingIsOrderedBefore(TimeSpan due, RegistrySettings settings, Holder store)
    {
        var database = new Orders(settings);
        await using var silo = await RegistryProcess.Start(Ahead(settings, due - TimeSpan.FromHours(12)));

        await Wait.Until(async () =>
            await database.Count("select count(*) from reminder where name = 'next-due'") == 1);

        Assert.Equal(0, await database.Count("select count(*) from holder_work"));
        Assert.Empty(store.Got);
    }

    private static RegistrySettings Ahead(RegistrySettings settings, TimeSpan offset) => settings with
    {
        More = new Dictionary<string, string>(settings.More) { ["Registry__ClockOffset"] = $"{offset:c}" },
    };

    private static async Task<string> Node(RegistryClient client, string id) =>
        (await client.Ask("query($id: ID!) { node(id: $id) { ... on DeletionOrder { system } } }", new { id }))
            ["node"]?.ToJsonString() ?? "null";

    private static async Task<JsonNode> ClockOf(RegistryClient client, string id)
    {
        var data = await client.Ask(
            """
            query($id: ID!) { subject(ref: { id: $id }) {
              nextDue retention { controller category event startedAt dueAt keepUntil rule }
            } }
            """,
            new { id });
        var clock = Assert.Single(data["subject"]!["retention"]!.AsArray())!;
        Assert.Equal(
            data["subject"]!["nextDue"]!.GetValue<string>(), clock["dueAt"]!.GetValue<string>());
        return clock;
    }
}
