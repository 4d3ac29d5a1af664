namespace ZenVoip.Registry.SystemTests.Deployment;

public sealed class PublishedOutputTests(PublishedOutputTests.Publication published)
    : IClassFixture<PublishedOutputTests.Publication>
{
    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_starts_as_an_unprivileged_user_and_stops_when_told(bool fromItsOwnFolder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var cancellation = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("registry-data-").FullName;
        PublishedServer.GiveAway(data);
        try
        {
            using var server = PublishedServer.Start(published.Folder, fromItsOwnFolder ? published.Folder : "/", data);

            await server.Answers("/health/live", cancellation);
            await server.Answers("/health/ready", cancellation);

            Assert.Equal(0, await server.Terminate(cancellation));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public void It_brings_its_rulebook() => Assert.True(File.Exists(Path.Combine(published.Folder, "rulebook.yaml")));

    /// <summary>The server, published once for the class into a folder that everybody may read.</summary>
    public sealed class Publication : IDisposable
    {
        public Publication()
        {
            Folder = Directory.CreateTempSubdirectory("registry-published-").FullName;
            // As the Dockerfile does, but of what was built with the tests. Nothing may outlive the command.
            Shell.Run("dotnet", "publish", Project(), "--no-build", "--configuration", Configuration,
                "-p:UseAppHost=false", "-nodeReuse:false", "--output", Folder);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Folder, ReadableByAll);
        }

        private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

        public string Folder { get; }

        /// <summary>The tests stand in <c>bin/CONFIGURATION/FRAMEWORK</c>, and so does what they test.</summary>
        private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name;

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private static string Project()
        {
            const string project = "src/ZenVoip.Registry.Server/ZenVoip.Registry.Server.csproj";
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, project)))
                    return Path.Combine(folder.FullName, project);
            throw new FileNotFoundException(project);
        }
    }
}
