using k8s.Models;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>A pod template with the name and labels its pods get.</summary>
internal sealed record Workload(string Kind, string Name, IDictionary<string, string> Labels, V1PodSpec Pod)
{
    public IEnumerable<V1Container> Containers => [.. Pod.Containers, .. Pod.InitContainers ?? []];

    /// <summary>Runs until it is told to stop, unlike a job.</summary>
    public bool Serves => Kind is "Deployment" or "StatefulSet" or "Pod";

    public static Workload? From(object manifest) => manifest switch
    {
        V1Deployment it => Of("Deployment", it.Metadata, it.Spec.Template),
        V1StatefulSet it => Of("StatefulSet", it.Metadata, it.Spec.Template),
        V1Job it => Of("Job", it.Metadata, it.Spec.Template),
        V1CronJob it => Of("CronJob", it.Metadata, it.Spec.JobTemplate.Spec.Template),
        V1Pod it => new("Pod", it.Name(), it.Metadata.Labels ?? new Dictionary<string, string>(), it.Spec),
        _ => null,
    };

    public bool Matches(IDictionary<string, string>? selector) => selector is { Count: > 0 }
        && selector.All(wanted => Labels.TryGetValue(wanted.Key, out var label) && label == wanted.Value);

    public override string ToString() => $"{Kind}/{Name}";

    private static Workload Of(string kind, V1ObjectMeta owner, V1PodTemplateSpec template) =>
        new(kind, owner.Name, template.Metadata?.Labels ?? new Dictionary<string, string>(), template.Spec);
}
