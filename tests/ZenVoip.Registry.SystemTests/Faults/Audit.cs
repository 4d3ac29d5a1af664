using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>What the command <c>verify</c> does, without another process: that takes as long as all else.</summary>
internal static class Audit
{
    /// <summary>What is broken; nothing, mostly.</summary>
    public static async Task<IReadOnlyList<string>> Faults(RegistrySettings settings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var host = Host(settings);
        await using var app = host.Build();
        await using var keys = await RegistryKeys.Open(
            host.Configuration, host.Environment, TimeProvider.System, cancellation);
        var verdicts = app.Services.GetRequiredService<Verification>().Run(
            new ChainCheck(keys.Journal), new RowsCheck(new StateReader(
                keys.Subjects, app.Services.GetRequiredService<TimeProvider>())), cancellation);
        return await verdicts.Where(one => one.Fault is not JournalFault.None)
            .Select(one => $"{one.SubjectId} entry {one.Entry}: {one.Fault}").ToListAsync(cancellation);
    }

    /// <summary>The registry's parts as a process with these settings has them.</summary>
    public static WebApplicationBuilder Host(RegistrySettings settings) => RegistryHost.Builder(
    [
        "--environment=Development",
        .. settings.Environment.Select(one => $"--{one.Key.Replace("__", ":", StringComparison.Ordinal)}={one.Value}"),
    ]);
}
