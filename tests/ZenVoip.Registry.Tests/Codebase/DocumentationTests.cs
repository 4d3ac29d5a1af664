using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Codebase;

public sealed partial class DocumentationTests
{
    /// <summary>Two screens.</summary>
    private const int ReadmeLines = 125;

    /// <summary>The same: what is longer has a page of its own.</summary>
    private const int ArchitectureLines = 120;

    private const int DecisionLines = 60;

    private static readonly string[] Chapters = ["## Context", "## Decision", "## Consequences"];

    public static TheoryData<string> Decisions => [.. SourceTree.Files("src/decisions", "*.md")];

    [Fact]
    public void The_front_page_fits_on_two_screens() =>
        Assert.InRange(SourceTree.Read("README.md").Split('\n').Length, 40, ReadmeLines);

    [Fact]
    public void The_architecture_fits_on_two_screens() =>
        Assert.InRange(SourceTree.Read("src/README.md").Split('\n').Length, 40, ArchitectureLines);

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var links = SourceTree.Files("", "*.md").SelectMany(
            file => Link().Matches(SourceTree.Read(file)),
            (file, link) => (File: file, Target: link.Groups["target"].Value)).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Leads(link.File, link.Target));
    }

    [Theory]
    [InlineData("src/README.md", "reference.md#scopes", true)]
    [InlineData("src/reference.md", "#refusals-errorscode-of-a-payload", true)]
    [InlineData("src/reference.md", "#an-erasures-end", false)]
    [InlineData("src/README.md", "reference.md#scope", false)]
    [InlineData("src/README.md", "handbook.md", false)]
    public void A_link_leads_to_a_heading_of_a_file(string file, string target, bool leads) =>
        Assert.Equal(leads, Leads(file, target));

    [Fact]
    public void Every_place_of_the_table_of_changes_exists()
    {
        var places = Place().Matches(SourceTree.Read("src/README.md")).Select(place => place.Value.Trim('`')).ToList();

        Assert.NotEmpty(places);
        Assert.DoesNotContain(places, place => !Path.Exists(SourceTree.PathOf($"src/{Known(place)}")));
    }

    [Fact]
    public void Every_folder_of_tests_is_told_of()
    {
        var guide = SourceTree.Read("tests/README.md");
        var files = SourceTree.Files("tests", "*.cs").Select(file => file.Split('/')).Where(steps => steps.Length > 3);
        var folders = files.Select(steps => (Project: steps[1].Split('.')[^1], Folder: steps[2])).Distinct()
            .Where(place => place.Project is "Tests" or "SystemTests")
            .Select(place => place.Project is "Tests" ? place.Folder : $"{place.Project}/{place.Folder}").ToList();

        Assert.Contains("SystemTests/Journeys", folders);
        Assert.DoesNotContain(folders, folder => !guide.Contains($"`{folder}", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Decisions))]
    public void A_decision_says_why_and_what_it_costs(string file)
    {
        var text = SourceTree.Read(file);

        Assert.StartsWith($"# {int.Parse(Path.GetFileName(file)[..4])}. ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Chapters, chapter => !text.Contains($"\n{chapter}\n", StringComparison.Ordinal));
        Assert.InRange(text.Split('\n').Length, 10, DecisionLines);
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps() => Assert.Equal(
        Enumerable.Range(1, Decisions.Count),
        Decisions.Select(row => int.Parse(Path.GetFileName(row.Data)[..4])));

    /// <summary>To a file, and where an anchor is named to a heading of it.</summary>
    private static bool Leads(string file, string target)
    {
        var (path, anchor) = target.Split('#') is [var whole, var named] ? (whole, named) : (target, null);
        var found = path.Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file) ?? "", path);
        return Path.Exists(SourceTree.PathOf(found)) && (anchor is null
            || Heading().Matches(SourceTree.Read(found)).Any(one => Anchor(one.Groups["text"].Value) == anchor));
    }

    /// <summary>As GitHub makes it.</summary>
    private static string Anchor(string heading) =>
        Unspoken().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>The part of a path that names no placeholder.</summary>
    private static string Known(string place) => place.IndexOfAny(['<', '*']) is >= 0 and var placeholder
        ? place[..place.LastIndexOf('/', placeholder)]
        : place;

    [GeneratedRegex(@"(?m)^#+ (?<text>.+?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unspoken();

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`ZenVoip\.[^`]+/[^`]+`")]
    private static partial Regex Place();
}
