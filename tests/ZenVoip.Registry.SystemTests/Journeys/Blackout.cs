using System.Text.Json.Nodes;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// Asks and tells with planted values while the database does not answer, is not there, or answers what is broken; and
/// keeps what was answered.
/// </summary>
/// <param name="id">Of somebody who has the planted values.</param>
internal sealed class Blackout(RegistryClient client, RegistrySettings settings, string id)
{
    private static readonly string[] Categories = ["BILLING"];
    private static readonly object Phone = Exercise.By("PHONE", Planted.E164);

    private static readonly object Evidence =
        new { method = "web-form", noticeVersion = Planted.Notice, source = Planted.Source };

    private readonly List<string> answers = [];

    public string Answers => string.Join('\n', answers);

    public async Task Everything()
    {
        if (settings.Postgres is { } database)
        {
            await Fail(database);
            await BreakState();
        }
        await new Burglar(settings).ChangeEntry(id, 1);
        await Fails("INTERNAL", Journal());
    }

    /// <summary>Operations wait for a lock; then all connections are lost, of those that wait too; then there is none.
    /// </summary>
    private async Task Fail(string database)
    {
        await Locked(database, _ => Fails("TIMEOUT", Everybody()));
        await IsRead();
        await Locked(database, async connection =>
        {
            var waiting = Everybody();
            await Wait.Until(async () => await WritesThatWait(connection) > 0);
            await PostgresCluster.Allow(database, connections: false, but: connection.ProcessID);
            await Fails("OUTCOME_UNKNOWN", waiting);
        });
        await Fails("UNAVAILABLE", Everybody());
        await PostgresCluster.Allow(database, connections: true);
        await Wait.Until(async () =>
            (await Tell("registerSubject", new { kind = "VISITOR" }))["errors"] is null);
    }

    /// <summary>A grain that has to read its state anew waits for that, and not with a write.</summary>
    private Task IsRead() => Wait.Until(async () => (await client.Send(
        "query($id: ID!) { node(id: $id) { ... on Subject { identifiers { value } } } }", new { id }))
            ["data"]?["node"] is not null);

    private static async Task Locked(string database, Func<NpgsqlConnection, Task> meanwhile)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "lock table grain_state, journal, subject, rights_request in access exclusive mode";
        await command.ExecuteNonQueryAsync();
        await meanwhile(connection);
    }

    private static async Task<long> WritesThatWait(NpgsqlConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from pg_locks where not granted and mode = 'RowExclusiveLock'";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>After an outage it is read anew.</summary>
    private async Task BreakState()
    {
        await new Burglar(settings).Change(
            id,
            @"update grain_state set payload = payload || '\x00'::bytea
            where grain_id_ext = @id and grain_type = 'subject'");
        await Fails("INTERNAL", Everybody());
    }

    private async Task Fails(string code, Task<JsonNode> answer)
    {
        answers.Add((await answer).ToJsonString());
        Assert.Contains($"\"{code}\"", answers[^1], StringComparison.Ordinal);
    }

    private async Task Fails(string code, Task<JsonNode[]> all)
    {
        var told = (await all).Select(answer => answer.ToJsonString()).ToList();
        answers.AddRange(told);
        Assert.True(
            told.Exists(answer => answer.Contains($"\"{code}\"", StringComparison.Ordinal)), string.Join('\n', told));
    }

    private Task<JsonNode[]> Everybody() => Task.WhenAll(
        Tell("recordConsent", new
        {
            subject = Phone,
            purpose = "marketing",
            channel = "SMS",
            status = "WITHDRAWN",
            evidence = Evidence,
            operationId = $"dark {Planted.E164}",
        }),
        Tell("recordOptOut", new { subject = new { id }, source = "STOP", evidence = Evidence }),
        Tell("linkIdentifier", new { subject = Phone, identifier = Exercise.Identifier("USER", Planted.Cookie) }),
        Tell("placeLegalHold", new { subject = new { id }, reason = Planted.Source, categories = Categories }),
        Tell("registerSubject", new
        {
            kind = "CUSTOMER",
            identifiers = new[] { Exercise.Identifier("SIP", $"sip:dark.{Planted.Sip[4..]}") },
        }),
        client.Send(
            "mutation($input: SubmitRightsRequestInput!) { submitRightsRequest(input: $input) { errors { code } } }",
            new { input = new { subject = Phone, type = "COMPLAINT", manner = "EMAIL", details = Planted.Source } }),
        client.Send(
            "query($input: DecideInput!) { decide(input: $input) { outcome } }",
            new { input = new { subject = Phone, purpose = "marketing", channel = "SMS" } }),
        client.Send("{ rightsRequests { nodes { details } } }"),
        Journal());

    private Task<JsonNode> Journal() => client.Send(
        "query($ref: SubjectRef!) { subject(ref: $ref) { id identifiers { value } journal { nodes { details } } } }",
        new { @ref = Exercise.By("EMAIL", Planted.Email) });

    private Task<JsonNode> Tell(string mutation, object input) => client.Send(
        $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) "
        + $"{{ {mutation}(input: $input) {{ errors {{ code message path }} }} }}",
        new { input });
}
