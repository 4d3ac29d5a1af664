using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>
/// One database with its holder systems, over which processes come and go, and what their callers were told.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    /// <summary>128 and the number of SIGKILL.</summary>
    private const int Killed = 137;

    private readonly ConcurrentDictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, SortedSet<string>> people = [];
    private readonly ConcurrentDictionary<string, int> versions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, DateTimeOffset> soon = [];
    private readonly HashSet<int> asleep = [];
    private readonly List<RegistryClient> clients = [];
    private RegistryProcess? silo;

    private Scene(RegistrySettings settings, Holder store, Holder grouch) =>
        (Settings, Store, Grouch) = (settings, store, grouch);

    public RegistrySettings Settings { get; }

    /// <summary>The same for every repetition.</summary>
    public DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    /// <summary>A holder system that takes every webhook.</summary>
    public Holder Store { get; }

    /// <summary>A holder system that takes none until it is appeased.</summary>
    public Holder Grouch { get; }

    /// <summary>May do everything.</summary>
    public RegistryClient Client => clients[0];

    /// <summary>Speaks for the holder system that takes webhooks.</summary>
    public RegistryClient StoreClient => clients[1];

    /// <summary>Speaks for a holder system that pulls its orders.</summary>
    public RegistryClient BillingClient => clients[2];

    /// <summary>The subjects that came of each person's part.</summary>
    public IReadOnlyDictionary<int, SortedSet<string>> People => people;

    /// <summary>The process dies of a fault.</summary>
    public bool IsDoomed { get; private set; }

    public static async Task<Scene> On(string database)
    {
        // A process that has just started on a busy machine is slow at its first answers.
        var more = new Dictionary<string, string>(Receiving.Hurried) { ["Registry__ExecutionTimeout"] = "00:00:50" };
        var settings = (await RegistrySettings.On(database)) with { More = more };
        var grouch = await Holder.Start("grouch");
        grouch.Status = 410;
        return new(settings, await Holder.Start("store"), grouch);
    }

    /// <summary>
    /// Starts a process that dies of a fault, and has somebody do what leads to it; again, where it sweeps by itself
    /// and has died before they were ready.
    /// </summary>
    public async Task Die(Fault fault, int who)
    {
        await DieOnce(fault, who);
        for (var more = 0; more < 3 && fault.Act == Plot.ComeNear && !asleep.Contains(who); more++)
            await DieOnce(fault, who);
        Assert.Equal(fault.Act == Plot.ComeNear, asleep.Contains(who));
    }

    /// <summary>
    /// Starts a process that lives, and has everybody do their part from its beginning, once it is seen that nothing is
    /// lost: what is repeated would be made good.
    /// </summary>
    public async Task Survive(IEnumerable<(Func<Scene, int, Task> Act, int Who)> parts)
    {
        await Launch(fault: "");
        await silo!.IsReady();
        foreach (var (id, version) in versions)
        {
            var found = await Client.Ask("query($id: ID!) { subject(ref: { id: $id }) { version } }", new { id });
            Assert.InRange((int?)found["subject"]?["version"] ?? 0, version, int.MaxValue);
        }
        foreach (var (act, who) in parts)
            await Live(act, who);
    }

    public async Task<(int Code, string Output)> Verify()
    {
        await silo!.Kill();
        var (code, output, errors) = await RegistryProcess.Run(Settings, "verify");
        return (code, output + errors);
    }

    /// <summary>A mutation about a person that is accepted.</summary>
    /// <returns>The id of the subject.</returns>
    public async Task<string> Say(int who, string mutation, object input, bool forgets = false)
    {
        var payload = await Hear(who, mutation, input, forgets);
        Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
        return (string)payload["subject"]!["id"]!;
    }

    /// <summary>What is answered to a mutation about a person. What was once told of it is told again.</summary>
    /// <param name="input">With an operation id of this person's part.</param>
    /// <param name="forgets">Once they are erased, it cannot be told what the person was like, only who it was.</param>
    public async Task<JsonNode> Hear(int who, string mutation, object input, bool forgets = false)
    {
        var payload = await Client.Change(mutation, input);
        if (payload["subject"] is { } subject)
        {
            var id = (string)subject["id"]!;
            Know(who, id);
            versions.AddOrUpdate(id, (int)subject["version"]!, (_, known) => Math.Max(known, (int)subject["version"]!));
        }
        Tell(
            JsonSerializer.Serialize(input),
            forgets ? (string?)payload["subject"]?["id"] ?? "" : payload.ToJsonString());
        return payload;
    }

    /// <summary>A subject that came of a person's part.</summary>
    public void Know(int who, string id) => people.GetOrAdd(who, _ => new(StringComparer.Ordinal)).Add(id);

    /// <summary>
    /// So soon that it is over before the test is. Where a process has to die once more it may be over before, too:
    /// then it is only who is due later that a sweep alone can wake.
    /// </summary>
    /// <returns>The same for every repetition.</returns>
    public DateTimeOffset Soon(int who) => soon.GetOrAdd(who, _ => DateTimeOffset.UtcNow.AddSeconds(30));

    /// <summary>Takes away the reminders of people: nothing but a sweep can wake them now.</summary>
    public async Task PutToSleep(int who, params string[] ids)
    {
        foreach (var id in ids)
            await new Orders(Settings).Run($"delete from reminder where {ReminderOf(id)}");
        asleep.Add(who);
    }

    /// <summary>There is a reminder of the person's next deadline.</summary>
    public async Task<bool> IsArmed(string id) =>
        await new Orders(Settings).Count($"select count(*) from reminder where {ReminderOf(id)}") == 1;

    /// <summary>What was answered to a question is answered again.</summary>
    public void Tell(string asked, string answer) => Assert.Equal(told.GetOrAdd(asked, answer), answer);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (silo is not null)
            await silo.DisposeAsync();
        await Store.DisposeAsync();
        await Grouch.DisposeAsync();
        Settings.Dispose();
    }

    private async Task DieOnce(Fault fault, int who)
    {
        await Launch(fault.ToString());
        var acting = fault.Act is null ? Task.CompletedTask : Live(fault.Act, who);
        // When nobody answers any more, whoever acts ends too.
        await acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int code;
        try
        {
            code = await silo!.Ended();
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"{fault}: it is still alive:\n{silo!.Output}", acting.Exception);
        }
        Assert.True(
            code == Killed && silo.Output.Contains($"Fault point {fault.Point} is reached.", StringComparison.Ordinal),
            $"{fault}: it ended with {code}:\n{silo.Output}");
    }

    private static string ReminderOf(string id) => $"name = 'next-due' and grain_id = 'subject/{id}'";

    private async Task Launch(string fault)
    {
        IsDoomed = fault.Length > 0;
        var before = silo;
        var more = new Dictionary<string, string>(Settings.More) { ["Registry__FaultPoint"] = fault };
        silo = RegistryProcess.Launch(Settings with { More = more }, before);
        if (before is not null)
            await before.DisposeAsync();
    }

    private async Task Live(Func<Scene, int, Task> act, int who)
    {
        await silo!.IsReady();
        if (clients.Count == 0)
            await Meet();
        await act(this, who);
    }

    /// <summary>Tokens, which outlive the process, and the holder systems.</summary>
    private async Task Meet()
    {
        clients.AddRange(await Task.WhenAll(
            RegistryClient.Of(silo!, Settings),
            RegistryClient.OfSystem(silo!, Settings, Store.Name),
            RegistryClient.OfSystem(silo!, Settings, "billing")));
        await Receiving.Introduce(silo!, Settings, [Store, Grouch]);
        await new Burglar(Settings).AddSystem("billing", "BILLING");
    }
}
