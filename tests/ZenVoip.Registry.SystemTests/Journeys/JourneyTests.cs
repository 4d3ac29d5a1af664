using System.Collections.Concurrent;
using System.Globalization;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

public sealed class JourneyTests
{
    private const int Writers = 16;
    private const int BeforeTheKill = 200;

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_thousand_people_are_known_decided_about_and_outlive_a_kill(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(first, settings);
        var town = new Town(client);
        await town.Register();
        await town.Live();
        await EverybodyIsDecidedAsTheySaid(client, town);
        await EverybodyIsListedOnce(client, town);

        var ledger = new Ledger();
        var writing = ledger.Write(client, Writing(town), BeforeTheKill);
        await ledger.Enough();
        await first.Kill();
        await writing;

        await using var second = await RegistryProcess.Start(settings, first);
        using var later = client.At(second);
        await WhatWasAnsweredIsThereOnce(later, ledger);
        await RepetitionsGetTheFirstAnswer(later, ledger);
        await EverybodyIsListedOnce(later, town);
        var entries = await EveryJournalIsWhole(later, town, ledger);
        await second.Kill();

        Assert.Equal((0, Verdict(entries, broken: 0)), await Verify(settings));
        var victim = town.Residents[7];
        await new Burglar(settings).ChangeEntry(victim.Id, sequence: 2);
        Assert.Equal(
            (1, $"{victim.Id} entry 2: LinkBroken\n{Verdict(entries, broken: 1)}"), await Verify(settings));
    }

    private static IEnumerable<Resident> Writing(Town town) =>
        town.Residents.Where(one => one.Story is Story.Silent).Take(Writers);

    private static async Task EverybodyIsDecidedAsTheySaid(RegistryClient client, Town town)
    {
        foreach (var customers in town.Residents.GroupBy(one => one.Person.Controller))
        {
            var byPhone = await client.Outcomes(customers.Key, customers.Select(one => one.ByPhone));
            var byId = await client.Outcomes(customers.Key, customers.Select(one => one.ById));
            Assert.All(customers.Zip(byPhone, byId), decided =>
            {
                Assert.Contains(decided.Second, decided.First.Expected);
                Assert.Contains(decided.Third, decided.First.Expected);
            });
        }
    }

    private static async Task EverybodyIsListedOnce(RegistryClient client, Town town) => Assert.Equal(
        town.Residents.Select(one => one.Id).Order(StringComparer.Ordinal), await client.SubjectIds(pageSize: 97));

    /// <summary>
    /// The end of the last consent starts the clock of its proof, a new one stops it: another entry of the same change.
    /// </summary>
    private static async Task WhatWasAnsweredIsThereOnce(RegistryClient client, Ledger ledger)
    {
        Assert.True(ledger.All.Count(sent => sent.Version is not null) >= BeforeTheKill);
        foreach (var sent in ledger.All.GroupBy(sent => sent.Resident))
        {
            var journal = await client.Journal(sent.Key.Id, pageSize: 3);
            Assert.Equal(Enumerable.Range(1, journal.Count), journal.Select(entry => entry.Sequence));
            foreach (var one in sent)
            {
                var entries = journal.Where(entry => Tells(entry, one)).Select(entry => entry.Sequence);
                // What got no answer may or may not have been stored, but never twice.
                if (one.Version is not { } version)
                    Assert.InRange(entries.Count(), 0, 1);
                else if (Assert.Single(entries) is var told && told != version)
                    Assert.True(
                        (version - told, journal[told].Event) is (1, "activity-recorded" or "retention-stopped"));
            }
        }
    }

    private static Task RepetitionsGetTheFirstAnswer(RegistryClient client, Ledger ledger) =>
        Town.EachAsync(ledger.All, async sent =>
        {
            var payload = await client.Change("recordConsent", sent.Input);
            Assert.Empty(payload["errors"]!.AsArray());
            var version = payload["subject"]!["version"]!.GetValue<int>();
            Assert.Equal(sent.Version ?? version, version);
        });

    /// <summary>Returns the number of all entries.</summary>
    private static async Task<int> EveryJournalIsWhole(RegistryClient client, Town town, Ledger ledger)
    {
        var journals = new ConcurrentDictionary<string, IReadOnlyList<Entry>>();
        await Town.EachAsync(
            town.Residents, async one => journals[one.Id] = await client.Journal(one.Id, pageSize: 50));
        Assert.All(journals.Values, journal => Assert.Equal(
            Enumerable.Range(1, journal.Count), journal.Select(entry => entry.Sequence)));
        var written = ledger.All.ToLookup(sent => sent.Resident, _ => "consent-answered");
        Assert.All(town.Residents, one => Assert.Equal(
            [.. Expected(one), .. written[one]], Events(journals[one.Id])));
        // By now also what got no answer the first time is there, in the order of sending.
        Assert.All(ledger.All.GroupBy(sent => sent.Resident), sent => Assert.Equal(
            sent.Select(one => one.OperationId),
            journals[sent.Key.Id]
                .SelectMany(entry => sent.Where(one => Tells(entry, one)))
                .Select(one => one.OperationId)));
        return journals.Values.Sum(journal => journal.Count);
    }

    private static bool Tells(Entry entry, Sent sent) =>
        entry.Details.Contains(sent.OperationId, StringComparison.Ordinal);

    private static IReadOnlyList<string> Events(IEnumerable<Entry> journal) =>
    [
        .. journal.Select(entry => entry.Event)
            .Where(name => name is "consent-answered" or "opted-out" or "identifier-unlinked"),
    ];

    private static IReadOnlyList<string> Expected(Resident one) => one.Story switch
    {
        Story.Silent => [],
        Story.Gives => ["consent-answered"],
        Story.Withdraws => ["consent-answered", "consent-answered"],
        Story.OptsOut => ["consent-answered", "opted-out"],
        _ => ["consent-answered", "identifier-unlinked"],
    };

    private static async Task<(int Code, string Output)> Verify(RegistrySettings settings)
    {
        var (code, output, errors) = await RegistryProcess.Run(settings, "verify");
        Assert.Equal("", errors);
        return (code, output.Trim());
    }

    private static string Verdict(int entries, int broken) => string.Create(
        CultureInfo.InvariantCulture, $"{People.All.Count} subjects, {entries} entries, {broken} broken.");
}
