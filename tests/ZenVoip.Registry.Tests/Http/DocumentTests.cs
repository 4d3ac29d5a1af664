using System.Collections.Concurrent;
using System.Text;
using GraphQL.Validation;
using GraphQLParser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

public sealed class DocumentTests
{
    [Fact]
    public void The_cache_is_bounded_by_count_and_keeps_what_is_used()
    {
        DocumentCache cache = new(Options.Create(new GraphQLOptions { CachedDocuments = 10 }));
        cache.Add("used", Document("{ a }"));
        for (var i = 0; i < 100; i++)
        {
            Assert.NotNull(cache.Find("used"));
            cache.Add($"once {i}", Document("{ a }"));
        }

        Assert.Equal(9, Enumerable.Range(0, 100).Count(i => cache.Find($"once {i}") is not null));
        Assert.NotNull(cache.Find("used"));
        Assert.NotNull(cache.Find("once 99"));
        Assert.Null(cache.Find("once 0"));
    }

    [Fact]
    public void The_cache_is_bounded_by_the_length_of_its_texts()
    {
        DocumentCache cache = new(Options.Create(new GraphQLOptions { CachedCharacters = 2_000 }));
        for (var i = 0; i < 100; i++) cache.Add($"{i}", Document($"{{ {new string('a', 300)} }}"));

        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.Find($"{i}") is not null), 1, 2_000 / 304);
        cache.Add("huge", Document($"{{ {new string('a', 3_000)} }}"));
        Assert.Null(cache.Find("huge"));
    }

    [Fact]
    public async Task A_cached_document_answers_as_it_did_the_first_time()
    {
        await using var tiny = await TinyServer.Start();
        const string query =
            "query T($name: String!) { thing(name: $name) { name ...N } } fragment N on Thing { number }";

        var replies = new List<string>();
        for (var i = 0; i < 3; i++)
            replies.Add((await tiny.Post(new { query, variables = new { name = $"a{i}" } })).Data.GetRawText());

        Assert.Equal(["a0", "a1", "a2"], replies.Select(reply => reply[18..20]));
        Assert.Equal("VARIABLES", (await tiny.Post(new { query })).Code);
    }

    [Fact]
    public async Task A_document_seen_before_is_not_validated_again()
    {
        var validator = new CountingValidator();
        await using var tiny = await TinyServer.Start(
            services: services => services.AddSingleton<IDocumentValidator>(validator));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await tiny.Query("{ hello }")).Status);
            Assert.Equal("VALIDATION", (await tiny.Query("{ nonsense }")).Code);
        }

        // What is refused is not remembered.
        Assert.Equal(["{ hello }", .. Enumerable.Repeat("{ nonsense }", 3)], validator.Validated.Order());
    }

    [Fact]
    public async Task A_trusted_document_runs_by_its_digest()
    {
        using Folder folder = new(("hello.graphql", "query Hello { hello }"), ("note.txt", "{ secret }"));
        await using var tiny = await TinyServer.Start([("Registry:TrustedDocuments", folder.Path)]);

        var reply = await tiny.Post(new { documentId = IdOf("query Hello { hello }") });
        var unknown = await tiny.Post(new { documentId = IdOf("{ secret }") });

        Assert.Equal("hello", reply.Data.GetProperty("hello").GetString());
        Assert.Equal((400, "UNKNOWN_DOCUMENT"), (unknown.Status, unknown.Code));
        Assert.Equal("hello", (await tiny.Query("{ hello }")).Data.GetProperty("hello").GetString());
    }

    [Fact]
    public async Task Where_only_trusted_documents_run_a_query_is_refused()
    {
        using Folder folder = new(("hello.graphql", "{ hello }"));
        await using var tiny = await TinyServer.Start(
            [("Registry:TrustedDocuments", folder.Path), ("Registry:OnlyTrustedDocuments", "true")]);

        var trusted = await tiny.Post(new { documentId = IdOf("{ hello }") });
        var query = await tiny.Query("{ hello }");

        Assert.Equal("hello", trusted.Data.GetProperty("hello").GetString());
        Assert.Equal((400, "ONLY_TRUSTED_DOCUMENTS"), (query.Status, query.Code));
    }

    [Fact]
    public async Task A_text_that_was_seen_is_no_documentId()
    {
        await using var tiny = await TinyServer.Start();

        await tiny.Query("{ hello }");

        Assert.Equal("UNKNOWN_DOCUMENT", (await tiny.Post(new { documentId = "{ hello }" })).Code);
    }

    [Fact]
    public async Task A_missing_folder_stops_the_start() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TinyServer.Start([("Registry:TrustedDocuments", "no-such-folder")]));

    [Theory]
    [InlineData("{ hello", "EOF")]
    [InlineData("{ nonsense }", "Cannot query field 'nonsense'")]
    [InlineData("{ closed { __typename } } type A { a: Int }", "operations and fragments only")]
    [InlineData("{ a:hello b:hello c:hello d:hello e:hello f:hello g:hello h:hello i:hello j:hello k:hello }",
        "more than 10 root fields")]
    public async Task A_trusted_document_that_cannot_run_stops_the_start(string text, string why)
    {
        using Folder folder = new(("good.graphql", "{ hello }"), ("bad.graphql", text));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => TinyServer.Start(
            [("Registry:TrustedDocuments", folder.Path), ("Registry:QueryBudget:RootFields", "10")]));

        Assert.Contains("bad.graphql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_trusted_documents_and_none_there_stops_the_start()
    {
        using Folder empty = new();

        await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TinyServer.Start([("Registry:OnlyTrustedDocuments", "true")]));
        await Assert.ThrowsAsync<OptionsValidationException>(() => TinyServer.Start(
            [("Registry:OnlyTrustedDocuments", "true"), ("Registry:TrustedDocuments", empty.Path)]));
    }

    [Theory]
    [InlineData("Registry:CallsPerSecond", "0")]
    [InlineData("Registry:QueryBudget:Fields", "0")]
    public async Task A_senseless_option_stops_the_start(string key, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => TinyServer.Start([(key, value)]));

    private static string IdOf(string text) => TrustedDocuments.IdOf(Encoding.UTF8.GetBytes(text));

    private static AdmittedDocument Document(string text) => new(text, Parser.Parse(text), []);

    private sealed class CountingValidator : IDocumentValidator
    {
        private readonly DocumentValidator validator = new();

        public ConcurrentQueue<string> Validated { get; } = [];

        public Task<IValidationResult> ValidateAsync(in ValidationOptions options)
        {
            // The rules of each request are checked without a document's.
            if (options.Rules?.Any() is not false)
                Validated.Enqueue(options.Document.Source.ToString());
            return validator.ValidateAsync(options);
        }
    }

    private sealed class Folder : IDisposable
    {
        public Folder(params (string Name, string Text)[] files)
        {
            foreach (var (name, text) in files) File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("trusted-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
