using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Whoever changes what decisions read, without the keys, is found out by the command verify.</summary>
public sealed class BurglaryTests
{
    private static readonly (string Sql, string Fault)[] Harms =
    [
        ("update subject set profile = replace(profile, '\"WITHDRAWN\"', '\"GIVEN\"') where id = @id",
            "ProfileDiffers"),
        ("update subject set profile = '{' where id = @id", "ProfileDiffers"),
        ("delete from relationship where subject_id = @id", "RelationshipsDiffer"),
        ("update relationship set controller = 'acme' where subject_id = @id", "RelationshipsDiffer"),
        ("delete from identifier_link where subject_id = @id and number = 0", "LinksDiffer"),
        ("update identifier_link set unlinked_at = linked_at where subject_id = @id and number = 0", "LinksDiffer"),
        ("delete from opt_out where subject_id = @id", "OptOutsDiffer"),
        ("update opt_out set lifted_at = at where subject_id = @id", "OptOutsDiffer"),
        ("update rights_request set status = 'COMPLETED' where subject_id = @id", "RequestsDiffer"),
        ("update rights_request set stands = not stands where subject_id = @id", "RequestsDiffer"),
        ("delete from rights_request where subject_id = @id", "RequestsDiffer"),
        ("update grain_state set payload = (select journal_seal from subject where id = @id) where grain_id_ext = @id",
            "StateBroken"),
    ];

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_row_that_was_changed_or_taken_away_and_a_state_that_was_put_back_are_named(string database)
    {
        using var settings = await RegistrySettings.On(database);
        var ids = new List<string>();
        byte[] old;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            for (var person = 0; person < Harms.Length + 2; person++)
                ids.Add(await Live(client, FormattableString.Invariant($"+4915112345{person:000}")));
            old = await new Burglar(settings).CopyState(ids[^1]);
            await Say(client, new { id = ids[^1] }, "GIVEN");
            await silo.Kill();
        }
        var burglar = new Burglar(settings);
        string[] strays = ["sub_0", $"{ids[0]}0", "sub_z"];
        foreach (var stray in strays)
            await burglar.LeaveKey(stray);
        var told = strays.Select(id => $"{id}: a data key without a subject").ToArray();
        Assert.Equal((0, string.Join('\n', told)), await Faults(settings));

        foreach (var (id, harm) in ids.Zip(Harms))
            await burglar.Change(id, harm.Sql);
        await burglar.PutBackState(ids[^1], old);

        string[] expected =
        [
            .. told,
            .. ids.Zip(Harms, (id, harm) => $"{id} entry 0: {harm.Fault}"),
            $"{ids[^1]} entry 0: StateOutdated",
        ];
        var byId = expected.OrderBy(line => line.Split(' ', ':')[0], StringComparer.Ordinal);
        Assert.Equal((1, string.Join('\n', byId)), await Faults(settings));
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite", "x'01FFFFFFFF'")]
    [InlineData("PostgreSQL", @"'\x01ffffffff'")]
    public async Task A_data_key_that_is_lost_or_that_no_known_master_key_opens_is_named(string database, string wrap)
    {
        using var settings = await RegistrySettings.On(database);
        string lost, closed;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            lost = await Live(client, "+4915112345001");
            closed = await Live(client, "+4915112345002");
            await Live(client, "+4915112345003");
        }
        var burglar = new Burglar(settings);

        await burglar.ChangeKey(lost, "delete from subject_key where subject_id = @id");
        await burglar.ChangeKey(closed, $"update subject_key set wrapped = {wrap} where subject_id = @id");

        Assert.Equal(
            (1, $"{lost} entry 0: KeyMissing\n{closed} entry 0: KeyMissing"), await Faults(settings));
    }

    /// <summary>Agrees, withdraws, sends a STOP, asks for access.</summary>
    private static async Task<string> Live(RegistryClient client, string number)
    {
        var phone = new { type = "PHONE", value = number };
        var registered = await client.Change(
            "registerSubject", new { kind = "CUSTOMER", identifiers = new object[] { phone } });
        var id = registered["subject"]!["id"]!.GetValue<string>();
        await Say(client, new { identifier = phone }, "GIVEN");
        await Say(client, new { identifier = phone }, "WITHDRAWN");
        await client.Change("recordOptOut", new
        {
            subject = new { identifier = phone },
            purpose = "marketing",
            channel = "SMS",
            source = "STOP",
            evidence = new { method = "sms" },
        });
        await client.Submitted(new { identifier = phone }, "ACCESS");
        return id;
    }

    private static Task<JsonNode> Say(RegistryClient client, object subject, string status) => client.Change(
        "recordConsent",
        new { subject, purpose = "marketing", channel = "SMS", status, evidence = new { method = "web-form" } });

    /// <summary>The exit code, and all lines but the count.</summary>
    private static async Task<(int Code, string Faults)> Faults(RegistrySettings settings)
    {
        var (code, output, errors) = await RegistryProcess.Run(settings, "verify");
        Assert.Equal("", errors);
        return (code, string.Join('\n', output.Trim().Split('\n')[..^1]));
    }
}
