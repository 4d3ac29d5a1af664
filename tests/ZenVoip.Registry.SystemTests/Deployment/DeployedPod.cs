using YamlDotNet.RepresentationModel;
using ZenVoip.Registry.Tests.Codebase;
using ZenVoip.Registry.Tests.Deployment;

namespace ZenVoip.Registry.SystemTests.Deployment;

/// <summary>
/// With what a pod of Production starts the image: read from what would be applied and from the Dockerfile, so that a
/// variable more or less, or another value of one, is tried out and not only written down.
/// </summary>
internal sealed class DeployedPod
{
    private const string Overlay = "k8s/overlays/production";

    private readonly YamlNode container;
    private readonly IReadOnlyList<YamlNode> manifests;

    private DeployedPod(YamlNode pod, IReadOnlyList<YamlNode> manifests)
    {
        container = Assert.Single((YamlSequenceNode)pod["containers"]);
        this.manifests = manifests;
    }

    /// <summary>The pod of the one Deployment, Job or CronJob that there is; skips without kubectl.</summary>
    public static DeployedPod Of(string kind)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Kustomize.Render(Overlay)));
        var manifests = stream.Documents.Select(document => document.RootNode).ToList();
        var spec = Assert.Single(manifests, manifest => Text(manifest["kind"]) == kind)["spec"];
        var owner = kind is "CronJob" ? spec["jobTemplate"]["spec"] : spec;
        return new(owner["template"]["spec"], manifests);
    }

    /// <summary>What follows the entry point of the image.</summary>
    public IEnumerable<string> Arguments => Items(container, "args").Select(Text);

    /// <summary>All its variables, in the order in which the later replace the earlier.</summary>
    /// <param name="given">
    /// What the cluster knows: secrets as <c>NAME/KEY</c>, fields of the pod by their paths. One that is not given and
    /// may be missing is no variable; one that may not would keep the pod from starting.
    /// </param>
    /// <param name="here">Variables whose values are others on this machine: each is one that the pod has.</param>
    public IReadOnlyDictionary<string, string> Environment(
        IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> here)
    {
        var environment = new Dictionary<string, string>(Image());
        foreach (var (name, value) in Items(container, "envFrom").SelectMany(ConfigMap))
            environment[Text(name)] = Text(value);
        foreach (var variable in Items(container, "env"))
            if (Value(variable, given) is { } value)
                environment[Text(variable["name"])] = value;
        foreach (var (name, value) in here)
        {
            Assert.Contains(name, environment.Keys);
            environment[name] = value;
        }
        return environment;
    }

    private static IReadOnlyDictionary<string, string> Image() =>
        Dockerfile.Parse(SourceTree.Read("src/ZenVoip.Registry.Server/Dockerfile")).Environment;

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> ConfigMap(YamlNode source)
    {
        var name = Text(source["configMapRef"]["name"]);
        return (YamlMappingNode)Assert.Single(
            manifests,
            manifest => Text(manifest["kind"]) is "ConfigMap" && Text(manifest["metadata"]["name"]) == name)["data"];
    }

    private static string? Value(YamlNode variable, IReadOnlyDictionary<string, string> given)
    {
        if (Child(variable, "valueFrom") is not { } source)
            return Text(variable["value"]);
        if (Child(source, "fieldRef") is { } field)
            return given[Text(field["fieldPath"])];
        var secret = source["secretKeyRef"];
        var place = $"{Text(secret["name"])}/{Text(secret["key"])}";
        var mayBeMissing = Child(secret, "optional") is { } optional && Text(optional) is "true";
        return mayBeMissing ? given.GetValueOrDefault(place) : given[place];
    }

    private static YamlSequenceNode Items(YamlNode node, string name) =>
        (YamlSequenceNode?)Child(node, name) ?? new YamlSequenceNode();

    private static YamlNode? Child(YamlNode node, string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(name, out var child) ? child : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
