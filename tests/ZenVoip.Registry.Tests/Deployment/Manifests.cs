using System.Collections.Immutable;
using k8s;
using YamlDotNet.RepresentationModel;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>What kustomize would apply, typed; parsed as strictly as the API server would.</summary>
internal sealed class Manifests
{
    private readonly ImmutableArray<object> objects;

    private Manifests(ImmutableArray<object> objects) => this.objects = objects;

    /// <exception cref="FormatException">A key is unknown or a value has another type than the API wants.</exception>
    public static Manifests Parse(string yaml)
    {
        var objects = Typed(yaml);
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var mistakes = stream.Documents.Zip(objects)
            .SelectMany(pair => YamlTypes.Mistakes(pair.First.RootNode, pair.Second.GetType(), path: ""))
            .ToList();
        return mistakes.Count == 0 ? new(objects) : throw new FormatException(string.Join('\n', mistakes));
    }

    public IEnumerable<T> All<T>() => objects.OfType<T>();

    /// <summary>Everything that runs pods.</summary>
    public IEnumerable<Workload> Workloads => objects.Select(Workload.From).OfType<Workload>();

    private static ImmutableArray<object> Typed(string yaml)
    {
        try
        {
            return [.. KubernetesYaml.LoadAllFromString(yaml, typeMap: null, strict: true)];
        }
        catch (YamlDotNet.Core.YamlException broken)
        {
            throw new FormatException(broken.InnerException?.Message ?? broken.Message, broken);
        }
    }
}
