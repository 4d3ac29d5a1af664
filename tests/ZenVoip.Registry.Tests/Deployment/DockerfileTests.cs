using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Deployment;

public sealed class DockerfileTests
{
    private static Dockerfile Committed { get; } =
        Dockerfile.Parse(SourceTree.Read("src/ZenVoip.Registry.Server/Dockerfile"));

    private static string RestOf(string word) => Committed.Final.Single(it => it.Word == word).Rest;

    [Fact]
    public void Every_variable_it_sets_is_read() =>
        Assert.DoesNotContain(Committed.Environment.Keys, variable => !KnownSettings.Contain(variable));

    [Fact]
    public void It_runs_the_server_unprivileged_on_its_three_ports()
    {
        Assert.Equal("$APP_UID", RestOf("USER"));
        Assert.Equal("8080 11111 30000", RestOf("EXPOSE"));
        Assert.Equal("""["dotnet", "ZenVoip.Registry.Server.dll"]""", RestOf("ENTRYPOINT"));
        Assert.True(File.Exists(SourceTree.PathOf("src/ZenVoip.Registry.Server/ZenVoip.Registry.Server.csproj")));
    }

    [Fact]
    public void It_has_time_zones_and_no_shell()
    {
        Assert.EndsWith("-chiseled-extra", Committed.FinalImage, StringComparison.Ordinal);
        Assert.DoesNotContain(Committed.Final, it => it.Word is "RUN" or "HEALTHCHECK" or "CMD");
    }

    [Fact]
    public void It_restores_what_the_lock_files_say()
    {
        var restore = Committed.Instructions.First(it => it.Word == "RUN").Rest;

        Assert.Contains("--locked-mode", restore, StringComparison.Ordinal);
        Assert.All(SourceTree.Files("src", "packages.lock.json"), file => Assert.Contains(file, Committed.Sources));
    }

    [Fact]
    public void What_it_copies_exists_and_is_let_in()
    {
        var admitted = SourceTree.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!'))
            .Select(line => line[1..]).ToList();

        Assert.All(Committed.Sources, source =>
        {
            Assert.Contains(admitted, prefix => source.StartsWith(prefix, StringComparison.Ordinal));
            var folder = SourceTree.PathOf(Path.GetDirectoryName(source) ?? "");
            var name = Path.GetFileName(source);
            Assert.True(name is "" || Directory.EnumerateFiles(folder, name).Any(), $"{source} does not exist");
        });
    }

    [Fact]
    public void A_line_that_is_no_instruction_is_refused() =>
        Assert.Throws<FormatException>(() => Dockerfile.Parse("FORM scratch\n"));
}
