using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>
/// The people that are asked about: each with a phone number and an email address, living in Germany, and with an
/// answer about marketing by SMS. The even ones said yes.
/// </summary>
internal sealed class Population : IDisposable
{
    private const int Bulk = 500;

    private const string Register = """
        mutation($input: RegisterSubjectInput!) { registerSubject(input: $input) { subject { id } errors { code } } }
        """;

    private const string Record = """
        mutation($input: RecordConsentsInput!) { recordConsents(input: $input) { errors { code } } }
        """;

    private const string Activity = """
        mutation($input: RecordActivityInput!) { recordActivity(input: $input) { errors { code } } }
        """;

    private static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = 32 };

    private readonly HttpClient http;

    private Population(Uri address, string token, int size)
    {
        Ids = new string[size];
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string[] Ids { get; }

    public static string PhoneOf(int person) =>
        string.Create(CultureInfo.InvariantCulture, $"+4915{20_000_000 + person:D9}");

    public static async Task<Population> Create(Uri address, string token, int size)
    {
        var population = new Population(address, token, size);
        await Parallel.ForEachAsync(Enumerable.Range(0, size), SideBySide, population.Introduce);
        foreach (var people in Enumerable.Range(0, size).Chunk(Bulk))
            await population.Ask(
                Record, new { items = people.Select(person => AnswerOf(Phone(person), person % 2 == 0)) });
        return population;
    }

    /// <summary>What one person says about marketing by SMS.</summary>
    public static object AnswerOf(object subject, bool yes) => new
    {
        subject,
        purpose = "marketing",
        channel = "SMS",
        status = yes ? "GIVEN" : "WITHDRAWN",
        evidence = new { method = "web-form", noticeVersion = "2026-01", source = "https://zenvoip.example/consent" },
    };

    public static object Phone(int person) => new { identifier = new { type = "PHONE", value = PhoneOf(person) } };

    /// <summary>Throws where anything is refused.</summary>
    public async Task<JsonNode> Ask(string query, object input)
    {
        using var answer = await http.PostAsJsonAsync(
            "/graphql", new { query, variables = new { input } }, JsonSerializerOptions.Web);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Contains("\"errors\":[{", StringComparison.Ordinal)
            ? throw new InvalidOperationException(text)
            : JsonNode.Parse(text)!["data"]!;
    }

    /// <summary>Something happened to data of everybody.</summary>
    /// <param name="inputOf">Of a person's id.</param>
    public Task RecordActivity(Func<string, object> inputOf) =>
        Parallel.ForEachAsync(Ids, SideBySide, async (id, _) => await Ask(Activity, inputOf(id)));

    public void Dispose() => http.Dispose();

    private async ValueTask Introduce(int person, CancellationToken cancellation)
    {
        var answer = await Ask(Register, new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = new[]
            {
                new { type = "PHONE", value = PhoneOf(person) },
                new { type = "EMAIL", value = $"person{person}@example.com" },
            },
        });
        Ids[person] = answer["registerSubject"]!["subject"]!["id"]!.GetValue<string>();
    }
}
