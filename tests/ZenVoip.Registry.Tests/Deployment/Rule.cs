namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>
/// Something every deployment keeps to. <c>bad/{Name}.yaml</c> breaks it, which proves that it can be broken.
/// </summary>
internal sealed record Rule(string Name, Func<Manifests, IEnumerable<string>> Violations)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. PodRules.All, .. AvailabilityRules.All, .. NetworkRules.All, .. ReferenceRules.All, .. ProvisionRules.All,
    ];

    /// <summary>A rule about each workload that it applies to: says what is wrong, or nothing.</summary>
    public static Rule OfWorkloads(string name, Func<Workload, bool> holds) => new(name, manifests =>
        manifests.Workloads.Where(workload => !holds(workload)).Select(workload => $"{name}: {workload}"));

    public static Rule OfContainers(string name, Func<Workload, k8s.Models.V1Container, bool> holds) =>
        OfWorkloads(name, workload => workload.Containers.All(container => holds(workload, container)));
}
