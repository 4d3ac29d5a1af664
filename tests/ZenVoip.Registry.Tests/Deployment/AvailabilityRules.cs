using System.Globalization;
using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>What keeps decisions coming while pods come and go.</summary>
internal static class AvailabilityRules
{
    private const string ShutdownTimeout = "DOTNET_SHUTDOWNTIMEOUTSECONDS";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.OfContainers("probes-are-present", (workload, container) => workload.Kind switch
        {
            "Deployment" => container is { StartupProbe: not null, ReadinessProbe: not null, LivenessProbe: not null },
            _ => !workload.Serves || container.ReadinessProbe is not null,
        }),
        Rule.OfContainers("probe-ports-are-named-and-exist", (_, container) =>
            Probes(container).Where(probe => probe.HttpGet is not null).All(probe =>
                (container.Ports ?? []).Any(port => port.Name == probe.HttpGet.Port.Value))),
        Rule.OfContainers("probe-paths-are-served", (_, container) =>
            Paths(container.StartupProbe, container.LivenessProbe).All(path => path == "/health/live")
            && Paths(container.ReadinessProbe).All(path => path == "/health/ready")),
        new("grace-exceeds-shutdown", GraceViolations),
        new("rolls-without-a-gap", manifests => manifests.All<V1Deployment>()
            .Where(it => it.Spec is not { MinReadySeconds: >= 30, Strategy.RollingUpdate: not null }
                || it.Spec.Strategy.RollingUpdate.MaxUnavailable?.Value != "0"
                || it.Spec.Strategy.RollingUpdate.MaxSurge?.Value != "1")
            .Select(it => $"Deployment/{it.Name()} may run with fewer pods than wanted while it rolls")),
        Rule.OfWorkloads("spreads-over-nodes", workload => workload.Kind != "Deployment"
            || (workload.Pod.TopologySpreadConstraints ?? []).Any(constraint =>
                constraint.TopologyKey == "kubernetes.io/hostname"
                && workload.Matches(constraint.LabelSelector?.MatchLabels))),
        new("disruption-budget-covers", manifests => manifests.Workloads
            .Where(workload => workload.Kind == "Deployment")
            .Where(workload => !manifests.All<V1PodDisruptionBudget>().Any(budget =>
                budget.Spec.MaxUnavailable?.Value == "1" && workload.Matches(budget.Spec.Selector?.MatchLabels)))
            .Select(workload => $"no budget lets pods of {workload} leave one by one")),
        new("autoscaler-keeps-three", manifests => manifests.All<V2HorizontalPodAutoscaler>()
            .Where(it => it.Spec is not { MinReplicas: >= 3, Behavior.ScaleDown.StabilizationWindowSeconds: >= 300 })
            .Select(it => $"HorizontalPodAutoscaler/{it.Name()} scales in too far or too fast")),
        new("autoscaler-owns-the-number", manifests => manifests.All<V2HorizontalPodAutoscaler>()
            .Where(it => manifests.All<V1Deployment>().SingleOrDefault(target =>
                target.Name() == it.Spec.ScaleTargetRef.Name) is not { Spec.Replicas: null })
            .Select(it => $"HorizontalPodAutoscaler/{it.Name()}: no such Deployment, or one that sets replicas too")),
    ];

    private static IEnumerable<string> GraceViolations(Manifests manifests) =>
        from workload in manifests.Workloads
        where workload.Kind == "Deployment"
        let preStop = workload.Containers.Max(container => container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0)
        let shutdown = ReferenceRules.Variables(manifests, workload)
            .Where(variable => variable.Name == ShutdownTimeout)
            .Select(variable => int.Parse(variable.Value ?? "0", CultureInfo.InvariantCulture))
            .DefaultIfEmpty().Max()
        where preStop < 5 || shutdown <= 0 || workload.Pod.TerminationGracePeriodSeconds is not { } grace
            || grace < preStop + shutdown + 10
        select $"{workload} is killed before preStop ({preStop} s) and shutdown ({shutdown} s) have ended";

    private static IEnumerable<V1Probe> Probes(V1Container container) =>
        new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe }.OfType<V1Probe>();

    private static IEnumerable<string> Paths(params V1Probe?[] probes) =>
        probes.Where(probe => probe?.HttpGet is not null).Select(probe => probe!.HttpGet.Path);
}
