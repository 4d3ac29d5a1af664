namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A directory that is gone when the test is.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("registry-");

    public string Path => directory.FullName;

    public void Dispose() => directory.Delete(recursive: true);
}
