using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What is asked or said of many at once: each has an answer, in order and in its place.</summary>
public sealed class CampaignTests
{
    /// <summary>One `decideMany` asks about so many people at most.</summary>
    private const int MostPeople = 10_000;

    /// <summary>One bulk mutation has so many items at most.</summary>
    private const int MostItems = 1_000;

    private const string Question = """
        query($input: DecideManyInput!) {
          decideMany(input: $input) { outcome reasons { code } subjectId evaluatedAt }
        }
        """;

    [Fact]
    public async Task A_campaign_is_answered_for_one_time_however_many_looks_it_takes_and_has_an_end()
    {
        var client = (await SharedSilo.Registry()).Client;
        var subjects = Enumerable.Range(0, MostPeople + 1)
            .Select(person => Calls.By("EMAIL", $"person{person}@example.com")).ToArray();
        var before = DateTimeOffset.UtcNow;

        var answers = (await client.Ask(Question, Asked(subjects[1..])))["decideMany"]!.AsArray();
        var refused = await client.Send(Question, Asked(subjects));

        Assert.Equal(MostPeople, answers.Count);
        Assert.InRange(
            DateTimeOffset.Parse(
                Assert.Single(answers.Select(one => Text(one, "evaluatedAt")).Distinct()),
                CultureInfo.InvariantCulture),
            before.AddMilliseconds(-1),
            DateTimeOffset.UtcNow);
        Assert.Equal("TOO_MANY_ITEMS", Running.CodeOf(refused));
    }

    [Fact]
    public async Task Who_cannot_be_read_is_denied_in_their_place()
    {
        var client = (await SharedSilo.Registry()).Client;
        var (ada, grace) = (Fresh.Email(), Fresh.Email());
        string[] ids = [await client.Register("EMAIL", ada), await client.Register("EMAIL", grace)];
        object[] subjects =
            [Calls.By("EMAIL", ada), Calls.By("EMAIL", "no address"), Calls.By("EMAIL", grace)];

        var answers = (await client.Ask(Question, Asked(subjects)))["decideMany"]!.AsArray();

        Assert.Equal([ids[0], null, ids[1]], answers.Select(one => one!["subjectId"]?.GetValue<string>()));
        Assert.Equal(
            ["PERMIT NO_CONSENT_NEEDED", "DENY INVALID_IDENTIFIER", "PERMIT NO_CONSENT_NEEDED"],
            answers.Select(one => $"{Text(one, "outcome")} {Text(one!["reasons"]![0], "code")}"));
        var alone = await client.Decide(subjects[1]);
        Assert.Equal(("DENY", "INVALID_IDENTIFIER"), (alone.Outcome, alone.Reason));
    }

    /// <summary>Of people whom nobody knows: a yes makes nobody known.</summary>
    [Fact]
    public async Task So_many_answers_are_taken_at_once_and_no_more()
    {
        const string Answers = """
            mutation($input: RecordConsentsInput!) { recordConsents(input: $input) { errors { code } } }
            """;
        var client = (await SharedSilo.Registry()).Client;
        var items = Enumerable.Range(0, MostItems + 1)
            .Select(_ => Calls.Consent(Calls.By("EMAIL", Fresh.Email()), "GIVEN")).ToArray();

        var taken = (await client.Ask(Answers, new { input = new { items = items[1..] } }))["recordConsents"]!;
        var refused = await client.Send(Answers, new { input = new { items } });

        Assert.Equal(
            Enumerable.Repeat("SUBJECT_NOT_FOUND", MostItems),
            taken.AsArray().Select(item => Text(item!["errors"]![0], "code")));
        Assert.Equal("TOO_MANY_ITEMS", Running.CodeOf(refused));
    }

    private static object Asked(IEnumerable<object> subjects) =>
        new { input = new { subjects, purpose = "marketing", channel = "EMAIL" } };

    private static string Text(JsonNode? from, string field) => from![field]!.GetValue<string>();
}
