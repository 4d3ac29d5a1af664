using System.ComponentModel;
using System.Diagnostics;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>Renders a folder below <c>k8s/</c> with the kustomize that is part of kubectl 1.27 or newer.</summary>
internal static class Kustomize
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Skips the test where kubectl is missing, except in CI, where it must not be missing.</summary>
    public static string Render(string folder)
    {
        using var kubectl = Start(SourceTree.PathOf(folder));
        if (kubectl is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "kubectl is not installed");
            throw new InvalidOperationException("kubectl is not installed; in CI the manifests must be checked.");
        }

        var errors = kubectl.StandardError.ReadToEndAsync();
        var output = kubectl.StandardOutput.ReadToEndAsync();
        if (!kubectl.WaitForExit(Patience))
            kubectl.Kill(entireProcessTree: true);
        kubectl.WaitForExit();
        Assert.True(kubectl.ExitCode == 0, $"kubectl kustomize {folder} (kubectl 1.27 or newer?): {errors.Result}");
        // A deprecated field is announced here long before it stops working.
        Assert.DoesNotContain("deprecated", errors.Result, StringComparison.OrdinalIgnoreCase);
        return output.Result;
    }

    private static Process? Start(string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("kubectl", ["kustomize", folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
