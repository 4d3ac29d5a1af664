using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Rights;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>The page says what the document says, to people, also to those who listen to it or print it.</summary>
public sealed class ExportPageTests
{
    private static readonly Export Told = Archive.Export();
    private static readonly IHtmlDocument Page = Read(ExportPage.Of(Told));

    private static readonly Type[] Shown =
    [
        typeof(IdentifierType), typeof(UnlinkReason), typeof(SubjectKind), typeof(JurisdictionSource), typeof(Channel),
        typeof(ConsentStatus), typeof(OptOutSource), typeof(LegalBasis), typeof(RetentionEvent),
        typeof(DeletionOrderStatus), typeof(DeletionMethod), typeof(RightsRequestType), typeof(RightsRequestStatus),
        typeof(RequestManner), typeof(RequesterRole), typeof(HolderTaskKind), typeof(HolderTaskStatus),
        typeof(ErasureReach),
    ];

    [Fact]
    public void It_is_correct_html() => new HtmlParser(new HtmlParserOptions { IsStrictMode = true })
        .ParseDocument(ExportPage.Of(Told));

    [Fact]
    public void It_brings_everything_with_it_and_runs_nothing()
    {
        Assert.Empty(Page.QuerySelectorAll("script, link, img, iframe, object, embed, form, base, [src], [href]"));
        Assert.DoesNotContain(Page.All, element => element.Attributes.Any(one => one.Name.StartsWith("on")));
        Assert.StartsWith(
            "default-src 'none'",
            Page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("url(", Page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_listened_to()
    {
        Assert.Equal("en", Page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(Page.Title!);
        Assert.Single(Page.QuerySelectorAll("main h1"));
        Assert.All(Page.QuerySelectorAll("section"), section => Assert.Equal(
            section.GetAttribute("aria-labelledby"), section.QuerySelector("h2")!.Id));
        var names = Page.QuerySelectorAll("[id]").Select(one => one.Id).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(Page.QuerySelectorAll("table"), Explained);
    }

    [Fact]
    public void It_prints() =>
        Assert.Contains("@media print", Page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void What_a_person_wrote_stays_text()
    {
        var consent = Told.Consents[0] with
        {
            Evidence = new("</td><script>alert(1)</script>", "\" onload=\"alert(1)", "&lt; <b> 'x' ü 😀"),
        };

        var page = Read(ExportPage.Of(Told with { Consents = [consent] }));

        Assert.Empty(page.QuerySelectorAll("script, b, [onload]"));
        var cells = page.QuerySelectorAll("[aria-labelledby=consents] tbody td").Select(cell => cell.TextContent);
        Assert.Contains(consent.Evidence!.Method, cells);
        Assert.Contains(consent.Evidence.NoticeVersion, cells);
        Assert.Contains(consent.Evidence.Source, cells);
    }

    [Fact]
    public void Every_text_of_the_document_stands_on_the_page()
    {
        var text = Page.Body!.TextContent;

        Assert.All(
            Texts(JsonNode.Parse(JsonSerializer.Serialize(Told, PublishedJson.Options))!).Where(IsShownAsItIs),
            one => Assert.Contains(one, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OptOutSource.SaleOptOut, "sale; partners")]
    [InlineData(OptOutSource.Gpc, "sale; partners; cookies.marketing")]
    [InlineData(
        OptOutSource.Objection,
        "communication; improvement; marketing; analytics; sale; partners; cookies.performance; cookies.marketing; "
            + "cpni.marketing")]
    public void What_an_opt_out_covers_is_told_as_the_rules_have_it(OptOutSource source, string covered)
    {
        var page = Read(ExportPage.Of(Archive.Export(no: Subjects.Told.Stop() with { Source = source })));

        var row = page.QuerySelectorAll("[aria-labelledby=opt-outs] tbody tr > *").Select(cell => cell.TextContent);

        Assert.Contains(covered, row);
    }

    [Fact]
    public void A_code_is_told_in_words()
    {
        var text = Page.Body!.TextContent;

        Assert.DoesNotMatch("[A-Z]_[A-Z]", text);
        Assert.All(
            Shown.SelectMany(Enum.GetNames).Where(name => name.Skip(1).Any(char.IsAsciiLetterUpper)),
            name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
        Assert.Contains("the prefix of a phone number", text, StringComparison.Ordinal);
        Assert.Contains("legitimate interest", text, StringComparison.Ordinal);
        Assert.Contains("call records", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_without_anything_says_so() => Assert.Equal("None.", Read(
        ExportPage.Of(Told with { Deletions = [] })).QuerySelector("[aria-labelledby=deletions] p")!.TextContent);

    private static void Explained(IElement table)
    {
        var columns = table.QuerySelectorAll("thead th[scope=col]").Length;
        Assert.NotEmpty(table.QuerySelector("caption")!.TextContent);
        Assert.All(table.QuerySelectorAll("tbody tr"), row =>
        {
            Assert.Equal(columns, row.ChildElementCount);
            Assert.Equal("row", row.FirstElementChild!.GetAttribute("scope"));
        });
    }

    /// <summary>Times and the names of codes are written for people.</summary>
    private static bool IsShownAsItIs(string text) =>
        !DateTimeOffset.TryParse(text, out _) && text.Any(char.IsAsciiLetterLower);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => member.Key != "redactions")
            .SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static IHtmlDocument Read(string page) => new HtmlParser().ParseDocument(page);
}
