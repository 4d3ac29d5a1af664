using ZenVoip.Registry.Benchmarks;
using ZenVoip.Registry.Benchmarks.Harness;
using ZenVoip.Registry.Benchmarks.Load;
using ZenVoip.Registry.Benchmarks.Registry;

if (args.Contains(BareEndpoint.Argument))
{
    await BareEndpoint.Run();
    return 0;
}

var options = Options.Parse(args);
if (options.Wants("due")) Console.WriteLine(await DueAtOnce.Measure(options));
if (options.Wants("far")) Console.WriteLine(await FarAway.Measure(options));
if (options.HasDeadlines) return 0;
// Both sides run with the same collector.
Dictionary<string, string> bareSettings = new()
{
    ["DOTNET_gcServer"] = "1",
    ["DOTNET_gcConcurrent"] = "1",
    ["DOTNET_GCDynamicAdaptationMode"] = "0",
    ["DOTNET_GCgen0size"] = RegistryServer.FirstGeneration,
};
await using var registry = await RegistryServer.Start();
await using var bare = await MeasuredProcess.Start(
    "ZenVoip.Registry.Benchmarks.dll", [BareEndpoint.Argument], BareEndpoint.Ready, bareSettings);
var memory = new Memory(registry);
await memory.Begin();
Console.WriteLine($"Registering {options.People} people ...");
using var population = await Population.Create(registry.Process.Address, registry.Token, options.People);
await registry.Analyze();
if (options.Wants("memory"))
    Console.WriteLine(await memory.Disk(options.People));
var scenarios = new Scenarios(new Requests(registry.Token), population);
var comparison = new Comparison(options, registry.Process, bare);

List<Result> results = [];
foreach (var scenario in new[] { scenarios.Decide(), scenarios.Subject() })
{
    if (!options.Wants(scenario.Name)) continue;
    results.Add(await comparison.WithBare(scenario));
    Console.WriteLine(results[^1]);
}
if (options.Wants("decideMany"))
{
    results.Add(await comparison.WithSingle(scenarios.DecideMany(), scenarios.Decide()));
    Console.WriteLine(results[^1]);
}
if (options.Wants("recordConsent"))
{
    // Bytes that one change leaves in the rows of state, index and journal.
    var bytes = await registry.Number("""
        select (select avg(octet_length(payload)) from grain_state where grain_type = 'subject')
            + (select avg(octet_length(profile) + octet_length(journal_seal)) from subject)
            + (select avg(octet_length(body) + octet_length(link)) from journal)
        """);
    using var pgBench = await registry.PgBench((int)bytes);
    var result = await comparison.WithPgBench(scenarios.RecordConsent(), pgBench);
    results.Add(result with { Note = $"{bytes} bytes a row" });
    Console.WriteLine(results[^1]);
}
if (options.Wants("memory"))
    Console.WriteLine(await memory.Measure(scenarios.Subject()));
List<Verdict> verdicts = [.. results.Select(result => Verdict.Of(result.Name, result.Ratio))];
verdicts.ForEach(Console.WriteLine);
return Verdict.ExitCode(verdicts, options.IsQuick);
