using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>A variable as a container sees it; its value is unknown when it comes from elsewhere.</summary>
internal sealed record Variable(string Name, string? Value);

/// <summary>What is named exists, is read by somebody and gives no secret away.</summary>
internal static class ReferenceRules
{
    /// <summary>The secrets that the run book tells operators to make, with their keys.</summary>
    public static IReadOnlyDictionary<string, string[]> Secrets { get; } = new Dictionary<string, string[]>
    {
        ["registry-database"] = ["connection-string", "password"],
        ["registry-keys"] = ["connection-string", "master-key", "previous-master-key", "digest-key", "certificate-key"],
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("settings-are-read", manifests =>
            from workload in manifests.Workloads
            from variable in Variables(manifests, workload)
            where !KnownSettings.Contain(variable.Name)
            select $"{workload} sets {variable.Name}, which nothing reads"),
        new("no-inline-secrets", manifests =>
        [
            .. manifests.All<V1Secret>().Select(secret => $"Secret/{secret.Name()} stands in the manifests"),
            .. from workload in manifests.Workloads
               from variable in Variables(manifests, workload)
               where variable.Value is { } value
                   && (KnownSettings.IsSecret(variable.Name)
                       || value.Contains("Password=", StringComparison.OrdinalIgnoreCase))
               select $"{workload} has {variable.Name} in clear",
        ]),
        new("secrets-are-documented", manifests =>
            from workload in manifests.Workloads
            from entry in workload.Containers.SelectMany(container => container.Env ?? [])
            let reference = entry.ValueFrom?.SecretKeyRef
            where reference is not null
                && !(Secrets.TryGetValue(reference.Name, out var keys) && keys.Contains(reference.Key))
            select $"{workload} wants {reference.Name}/{reference.Key}, which nobody is told to make"),
        new("config-maps-exist", manifests =>
            from workload in manifests.Workloads
            from name in ConfigMaps(workload)
            where manifests.All<V1ConfigMap>().All(map => map.Name() != name)
            select $"{workload} wants ConfigMap/{name}, which does not exist"),
        new("service-accounts-exist", manifests => manifests.Workloads
            .Where(workload => manifests.All<V1ServiceAccount>().All(account =>
                account.Name() != workload.Pod.ServiceAccountName || account.AutomountServiceAccountToken != false))
            .Select(workload => $"{workload} runs as an account that does not exist or carries a token")),
        new("mounted-volumes-exist", manifests =>
            from workload in manifests.Workloads
            from mount in workload.Containers.SelectMany(container => container.VolumeMounts ?? [])
            where !(workload.Pod.Volumes ?? []).Any(volume => volume.Name == mount.Name)
                && !manifests.All<V1StatefulSet>().Any(set => set.Name() == workload.Name
                    && (set.Spec.VolumeClaimTemplates ?? []).Any(claim => claim.Name() == mount.Name))
            select $"{workload} mounts {mount.Name}, which it does not have"),
        new("namespace-is-restricted", manifests => manifests.All<V1Namespace>()
            .Any(it => it.GetLabel("pod-security.kubernetes.io/enforce") == "restricted")
            ? []
            : ["no namespace enforces the restricted profile"]),
        new("migration-migrates", manifests => manifests.All<V1Job>()
            .Where(job => job.Spec is not { BackoffLimit: > 0, ActiveDeadlineSeconds: > 0 }
                || job.Spec.Template.Spec is not { RestartPolicy: "Never", Containers: [{ Args: ["migrate"] }] })
            .Select(job => $"Job/{job.Name()} does not migrate, or does not end")),
    ];

    /// <summary>The environment of all containers of a workload, config maps included.</summary>
    public static IEnumerable<Variable> Variables(Manifests manifests, Workload workload)
    {
        var sources = workload.Containers.SelectMany(container => container.EnvFrom ?? [])
            .Select(source => source.ConfigMapRef?.Name).OfType<string>().ToHashSet();
        return
        [
            .. manifests.All<V1ConfigMap>().Where(map => sources.Contains(map.Name()))
                .SelectMany(map => map.Data).Select(pair => new Variable(pair.Key, pair.Value)),
            .. workload.Containers.SelectMany(container => container.Env ?? [])
                .Select(entry => new Variable(entry.Name, entry.ValueFrom is null ? entry.Value : null)),
        ];
    }

    private static IEnumerable<string> ConfigMaps(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.EnvFrom ?? [])
            .Select(source => source.ConfigMapRef?.Name).OfType<string>(),
        .. (workload.Pod.Volumes ?? []).Select(volume => volume.ConfigMap?.Name).OfType<string>(),
    ];
}
