using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What no page can be, over HTTP.</summary>
public sealed class PageTests
{
    private const string Nonsense = "bm9uc2Vuc2U";

    [Fact]
    public async Task A_cursor_that_was_never_given_out_is_refused_wherever_there_are_pages()
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Register();
        var data = await registry.Client.Ask(Pages(id, "first: 1"));
        var (subject, entry, change) = (End(data, "subjects"), End(data, "node"), End(data, "changes"));

        string[] made = ["", " ", "=", "x", "\u0001", Nonsense, Of("1:"), Of("1:x"), Of("2:1"), Of("1:-1")];
        foreach (var cursor in made)
            Assert.Equal(Enumerable.Repeat("CURSOR_INVALID", 3), await Codes(registry, id, cursor, cursor, cursor));
        Assert.Equal(Enumerable.Repeat("CURSOR_INVALID", 3), await Codes(registry, id, change, subject, subject));
        Assert.Empty(await Codes(registry, id, subject, entry, change));
    }

    [Fact]
    public async Task Nobody_listens_after_a_cursor_that_was_never_given_out()
    {
        var registry = await SharedSilo.Registry();

        foreach (var cursor in new[] { "", Nonsense, Of("1:x"), Of($"1:{long.MaxValue}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
            request.Content = JsonContent.Create(
                new { query = $"subscription {{ changes(after: \"{cursor}\") {{ cursor }} }}" });
            request.Headers.Accept.ParseAdd("text/event-stream");
            var (_, told) = await registry.Client.Exchange(request);
            Assert.Contains("\"code\":\"CURSOR_INVALID\"", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(int.MaxValue)]
    public async Task A_page_of_another_size_is_refused_wherever_there_are_pages(int first)
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Register();

        var literal = await registry.Client.Send(Pages(id, $"first: {first}"));
        var variable = await registry.Client.Send($"query($n: Int) {Pages(id, "first: $n")}", new { n = first });

        Assert.Equal(Enumerable.Repeat("PAGE_SIZE_INVALID", 5), CodesOf(literal));
        Assert.Equal(Enumerable.Repeat("PAGE_SIZE_INVALID", 5), CodesOf(variable));
    }

    private static async Task<IEnumerable<string>> Codes(
        Running registry, string id, string subject, string entry, string change) => CodesOf(
            await registry.Client.Send(
                $"query($subject: String, $entry: String, $change: String) "
                + Pages(id, "after: $subject", "after: $entry", "after: $change"),
                new { subject, entry, change }));

    private static string Pages(string id, string page) => Pages(id, page, page, page, page);

    private static string Pages(
        string id, string subjects, string journal, string changes, string work = "first: 1") => $$"""
        {
          rightsRequests({{work}}) { nodes { id } }
          deletionOrders({{work}}) { nodes { id } }
          subjects({{subjects}}) { pageInfo { endCursor } }
          node(id: "{{id}}") { ... on Subject { journal({{journal}}) { pageInfo { endCursor } } } }
          changes({{changes}}) { pageInfo { endCursor } }
        }
        """;

    private static string End(JsonNode data, string field) =>
        (data[field]!["journal"] ?? data[field]!)["pageInfo"]!["endCursor"]!.GetValue<string>();

    private static IEnumerable<string> CodesOf(JsonNode answer) => answer["errors"]?.AsArray()
        .Select(error => error!["extensions"]!["code"]!.GetValue<string>()) ?? [];

    private static string Of(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
