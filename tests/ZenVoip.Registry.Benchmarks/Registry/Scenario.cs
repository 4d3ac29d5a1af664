using System.Text;
using ZenVoip.Registry.Benchmarks.Load;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>One kind of call, repeated.</summary>
/// <param name="Requests">Sent round and round, in order.</param>
/// <param name="Proof">Stands in every right answer.</param>
/// <param name="Weight">Answers in one response.</param>
internal sealed record Scenario(string Name, byte[][] Requests, byte[] Proof, int Weight = 1)
{
    private int sent = -1;

    public byte[] Next() => Requests[(int)((uint)Interlocked.Increment(ref sent) % (uint)Requests.Length)];
}

/// <summary>What is measured.</summary>
internal sealed class Scenarios(Requests requests, Population population)
{
    public const int Campaign = 1_000;

    private const string DecideQuery = """
        query($input: DecideInput!) {
          decide(input: $input) { outcome reasons { code rule } subjectVersion rulebookVersion evaluatedAt }
        }
        """;

    private const string DecideManyQuery = """
        query($input: DecideManyInput!) { decideMany(input: $input) { outcome reasons { code } subjectVersion } }
        """;

    private const string SubjectQuery = """
        query($ref: SubjectRef!) {
          subject(ref: $ref) {
            id version kind status
            identifiers { type value }
            consents { purpose channel status at }
          }
        }
        """;

    private const string ConsentMutation = """
        mutation($input: RecordConsentInput!) {
          recordConsent(input: $input) { subject { id version } errors { code } }
        }
        """;

    private static readonly bool[] Answers = [false, true];

    private IEnumerable<int> People => Enumerable.Range(0, population.Ids.Length);

    public Scenario Decide() => new(
        "decide",
        [.. People.Select(person => requests.Post(DecideQuery, new { input = Asked(Population.Phone(person)) }))],
        Expects("\"outcome\":\""));

    public Scenario DecideMany() => new(
        "decideMany",
        [.. People.Chunk(Campaign).Select(people => requests.Post(DecideManyQuery, new
        {
            input = new { subjects = people.Select(Population.Phone), purpose = "marketing", channel = "SMS" },
        }))],
        Expects("\"outcome\":\"PERMIT\""),
        Campaign);

    public Scenario Subject() => new(
        "subject",
        [.. population.Ids.Select(id => requests.Post(SubjectQuery, new { @ref = new { id } }))],
        Expects("\"purpose\":\"marketing\""));

    /// <summary>Each person says the opposite of what they said last, so that every call is a change.</summary>
    public Scenario RecordConsent() => new(
        "recordConsent",
        [.. Answers.SelectMany(flip => People.Select(person => requests.Post(ConsentMutation, new
        {
            input = Population.AnswerOf(new { id = population.Ids[person] }, yes: (person % 2 == 0) == flip),
        })))],
        Expects("\"version\":"));

    private static object Asked(object subject) => new { subject, purpose = "marketing", channel = "SMS" };

    private static byte[] Expects(string text) => Encoding.UTF8.GetBytes(text);
}
