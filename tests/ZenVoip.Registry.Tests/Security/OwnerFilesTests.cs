using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

/// <summary>Files that only their owner may read.</summary>
public sealed class OwnerFilesTests
{
    /// <summary>As the journal of a database that another process uses.</summary>
    [Fact]
    public async Task What_comes_and_goes_meanwhile_is_no_fault()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no such rights");
        using var directory = new DataDirectory();
        var journal = Path.Combine(directory.Path, "registry.db-journal");
        using var over = new CancellationTokenSource();
        var other = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                File.WriteAllText(journal, "");
                File.Delete(journal);
            }
        });

        for (var time = 0; time < 20_000; time++)
        {
            OwnerFiles.Close(journal);
            _ = OwnerFiles.OpenToOthers(directory.Path);
        }
        await over.CancelAsync();
        await other;
    }
}
