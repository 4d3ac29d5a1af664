using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>What is there: a variable, a service or a job that is left out breaks no other rule.</summary>
internal static class ProvisionRules
{
    /// <summary>What an address or a name of a silo is taken from.</summary>
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["Orleans__SiloName"] = "metadata.name",
        ["Orleans__AdvertisedAddress"] = "status.podIP",
    };

    /// <summary>What reads the journal and the people's data.</summary>
    private static readonly Dictionary<string, string> Readers = new()
    {
        ["ConnectionStrings__Registry"] = "registry-database/connection-string",
        ["ConnectionStrings__Keys"] = "registry-keys/connection-string",
        ["Registry__MasterKey"] = "registry-keys/master-key",
        ["Registry__DigestKey"] = "registry-keys/digest-key",
    };

    private static readonly Dictionary<string, string> Silos = new(Readers)
    {
        ["Registry__CertificateKey"] = "registry-keys/certificate-key",
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("silos-have-what-they-need", manifests => manifests.Workloads
            .Where(workload => workload.Kind == "Deployment")
            .SelectMany(workload => Missing(workload, Silos, Secret).Concat(Missing(workload, Fields, Field)))),
        new("silos-have-one-service", manifests => manifests.Workloads
            .Where(workload => workload.Kind == "Deployment")
            .Where(workload => manifests.All<V1Service>().Count(it => workload.Matches(it.Spec.Selector)) != 1)
            .Select(workload => $"{workload} has no service, or several")),
        new("one-migration", manifests => manifests.All<V1Job>().Count() == 1
            ? []
            : ["there is no migration, or there are several"]),
        new("verification-verifies", manifests =>
            manifests.All<V1CronJob>().SingleOrDefault(job => job.Name() == "registry-verify") is not { } job
                ? ["nothing verifies the journal"]
                : job.Spec.JobTemplate.Spec.Template.Spec is not { Containers: [{ Args: ["verify"] }] }
                    ? ["CronJob/registry-verify does something else"]
                    : Missing(Workload.From(job)!, Readers, Secret)),
    ];

    private static IEnumerable<string> Missing(
        Workload workload, Dictionary<string, string> wanted, Func<V1EnvVarSource?, string?> source) =>
        from variable in wanted
        where workload.Containers.Any(container =>
            source((container.Env ?? []).SingleOrDefault(it => it.Name == variable.Key)?.ValueFrom) != variable.Value)
        select $"{workload} does not take {variable.Key} from {variable.Value}";

    /// <summary>Not one that may be missing: the pod would start without it.</summary>
    private static string? Secret(V1EnvVarSource? source) =>
        source?.SecretKeyRef is { Optional: not true } secret ? $"{secret.Name}/{secret.Key}" : null;

    private static string? Field(V1EnvVarSource? source) => source?.FieldRef?.FieldPath;
}
