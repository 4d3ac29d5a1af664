using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>The restricted Pod Security profile and what the registry adds to it.</summary>
internal static class PodRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.OfContainers("runs-as-non-root", (workload, container) =>
            (container.SecurityContext?.RunAsNonRoot ?? workload.Pod.SecurityContext?.RunAsNonRoot) == true
            && (container.SecurityContext?.RunAsUser ?? workload.Pod.SecurityContext?.RunAsUser) > 0),
        Rule.OfContainers("seccomp-runtime-default", (workload, container) =>
            (container.SecurityContext?.SeccompProfile ?? workload.Pod.SecurityContext?.SeccompProfile)?.Type
            == "RuntimeDefault"),
        Rule.OfContainers("drops-all-capabilities", (_, container) =>
            container.SecurityContext?.Capabilities is { Add: null or [], Drop: ["ALL"] }),
        Rule.OfContainers("read-only-root", (_, container) =>
            container.SecurityContext?.ReadOnlyRootFilesystem == true),
        Rule.OfContainers("no-privilege-escalation", (_, container) =>
            container.SecurityContext is { AllowPrivilegeEscalation: false } and not { Privileged: true }),
        Rule.OfWorkloads("no-host-access", workload =>
            workload.Pod is not ({ HostNetwork: true } or { HostPID: true } or { HostIPC: true })
            && (workload.Pod.Volumes ?? []).All(volume => volume.HostPath is null)
            && workload.Containers.All(container => (container.Ports ?? []).All(port => port.HostPort is null))),
        Rule.OfWorkloads("no-service-account-token", workload =>
            workload.Pod.AutomountServiceAccountToken == false && workload.Pod.ServiceAccountName is { Length: > 0 }),
        Rule.OfWorkloads("no-service-links", workload => workload.Pod.EnableServiceLinks == false),
        Rule.OfContainers("memory-limit-but-no-cpu-limit", (_, container) =>
            Names(container.Resources?.Requests) is ["cpu", "memory"]
            && Names(container.Resources?.Limits) is ["memory"]),
        Rule.OfWorkloads("empty-folders-are-bounded", workload =>
            (workload.Pod.Volumes ?? []).All(volume => volume.EmptyDir is null or { SizeLimit: not null })),
        Rule.OfContainers("image-is-pinned", (_, container) =>
            container.Image.LastIndexOf(':') is var colon and > 0
            && container.Image[(colon + 1)..] is not "latest" && !container.Image[colon..].Contains('/')),
    ];

    private static string[] Names(IDictionary<string, ResourceQuantity>? resources) =>
        [.. (resources?.Keys ?? []).Order(StringComparer.Ordinal)];
}
