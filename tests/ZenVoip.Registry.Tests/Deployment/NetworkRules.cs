using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>Who may speak to whom.</summary>
internal static class NetworkRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("service-hits-pods", manifests => manifests.All<V1Service>()
            .Where(service => !manifests.Workloads.Any(workload => workload.Serves
                && workload.Matches(service.Spec.Selector)
                && service.Spec.Ports.All(port => HasPort(workload, port.TargetPort?.Value))))
            .Select(service => $"Service/{service.Name()} selects no pod that has its ports")),
        new("denies-by-default", manifests => manifests.All<V1NetworkPolicy>().Any(IsDefaultDeny)
            ? []
            : ["no policy denies what none allows"]),
        new("policies-select-pods", manifests => manifests.All<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PodSelector.MatchLabels is { Count: > 0 } selector
                && !manifests.Workloads.Any(workload => workload.Matches(selector)))
            .Select(policy => $"NetworkPolicy/{policy.Name()} selects no pod")),
        new("policies-name-existing-ports", manifests =>
            from policy in manifests.All<V1NetworkPolicy>()
            from port in (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? [])
            where !Selected(manifests, policy).Any(workload => HasPort(workload, port.Port?.Value))
            select $"NetworkPolicy/{policy.Name()} opens {port.Port?.Value}, which no selected pod has"),
        new("gateway-is-closed", manifests =>
            from policy in manifests.All<V1NetworkPolicy>()
            from rule in policy.Spec.Ingress ?? []
            from workload in Selected(manifests, policy)
            where Exposed(workload, "gateway") is { } gateway && Opens(rule, gateway)
            select $"NetworkPolicy/{policy.Name()} opens the Orleans gateway of {workload}"),
        new("silos-listen-to-silos-only", manifests =>
            from policy in manifests.All<V1NetworkPolicy>()
            from rule in policy.Spec.Ingress ?? []
            from workload in Selected(manifests, policy)
            where Exposed(workload, "silo") is { } silo && Opens(rule, silo)
            let peers = rule.FromProperty ?? []
            where peers.Count == 0 || peers.Any(peer => !workload.Matches(peer.PodSelector?.MatchLabels))
            select $"NetworkPolicy/{policy.Name()} lets others than silos speak to the silo port of {workload}"),
    ];

    private static bool IsDefaultDeny(V1NetworkPolicy policy) =>
        policy.Spec.PodSelector is { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } }
        && policy.Spec.PolicyTypes.Order(StringComparer.Ordinal).SequenceEqual(["Egress", "Ingress"])
        && policy.Spec is { Ingress: null or { Count: 0 }, Egress: null or { Count: 0 } };

    private static IEnumerable<Workload> Selected(Manifests manifests, V1NetworkPolicy policy) =>
        manifests.Workloads.Where(workload => policy.Spec.PodSelector.MatchLabels is null or { Count: 0 }
            || workload.Matches(policy.Spec.PodSelector.MatchLabels));

    private static V1ContainerPort? Exposed(Workload workload, string name) =>
        workload.Containers.SelectMany(container => container.Ports ?? []).FirstOrDefault(port => port.Name == name);

    private static bool HasPort(Workload workload, string? port) => workload.Containers
        .SelectMany(container => container.Ports ?? [])
        .Any(exposed => exposed.Name == port || $"{exposed.ContainerPort}" == port);

    // A rule without ports opens all of them.
    private static bool Opens(V1NetworkPolicyIngressRule rule, V1ContainerPort port) =>
        rule.Ports is null or { Count: 0 } || rule.Ports.Any(open => open.Port is null || open.Port.Value == port.Name
            || open.Port.Value == $"{port.ContainerPort}" || open.EndPort >= port.ContainerPort);
}
