using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>The part of the Compose specification that this repository uses; any other key is refused.</summary>
internal sealed record ComposeFile
{
    public string Name { get; init; } = "";

    /// <summary>What the silos share; Compose itself ignores keys that begin with x-.</summary>
    [YamlMember(Alias = "x-silo", ApplyNamingConventions = false)]
    public ComposeService? Silo { get; init; }

    public Dictionary<string, ComposeService> Services { get; init; } = [];

    public Dictionary<string, ComposeConfig> Configs { get; init; } = [];

    public Dictionary<string, ComposeNetwork> Networks { get; init; } = [];

    public Dictionary<string, ComposeVolume?> Volumes { get; init; } = [];

    /// <exception cref="YamlException">A key is unknown or doubled, or a value has another type.</exception>
    public static ComposeFile Parse(string yaml)
    {
        // Refuses doubled keys; once merged, a key that overrides another would look like one.
        new YamlStream().Load(new StringReader(yaml));
        return new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithTypeConverter(new ComposeText.Reader())
            .Build()
            .Deserialize<ComposeFile>(new MergingParser(new Parser(new StringReader(yaml))));
    }
}

internal sealed record ComposeService
{
    public string Image { get; init; } = "";
    public ComposeBuild? Build { get; init; }
    public List<string> Command { get; init; } = [];
    public Dictionary<string, ComposeText> Environment { get; init; } = [];
    public Dictionary<string, ComposeDependency> DependsOn { get; init; } = [];
    public List<ComposeMount> Configs { get; init; } = [];
    public List<string> Volumes { get; init; } = [];
    public List<string> Tmpfs { get; init; } = [];
    public List<string> Ports { get; init; } = [];
    public object? Networks { get; init; }
    public ComposeHealth? Healthcheck { get; init; }
    public bool ReadOnly { get; init; }
    public List<string> CapDrop { get; init; } = [];
    public List<string> SecurityOpt { get; init; } = [];
    public ComposeText Restart { get; init; } = new("");
    public string StopGracePeriod { get; init; } = "";
}

internal sealed record ComposeBuild
{
    public string Context { get; init; } = "";
    public string Dockerfile { get; init; } = "";
}

internal sealed record ComposeDependency
{
    public string Condition { get; init; } = "";
}

internal sealed record ComposeMount
{
    public string Source { get; init; } = "";
    public string Target { get; init; } = "";
}

internal sealed record ComposeHealth
{
    public List<string> Test { get; init; } = [];
    public string Interval { get; init; } = "";
    public string Timeout { get; init; } = "";
    public int Retries { get; init; }
}

internal sealed record ComposeConfig
{
    public string Content { get; init; } = "";
}

internal sealed record ComposeVolume;

internal sealed record ComposeNetwork
{
    public ComposeIpam Ipam { get; init; } = new();
}

internal sealed record ComposeIpam
{
    public List<ComposeSubnet> Config { get; init; } = [];
}

internal sealed record ComposeSubnet
{
    public string Subnet { get; init; } = "";
}

/// <summary>Text that Compose refuses when it is written as a boolean: <c>true</c> or <c>no</c> need quotes.</summary>
internal readonly record struct ComposeText(string Value)
{
    private static readonly string[] Booleans = ["true", "false", "yes", "no", "on", "off"];

    internal sealed class Reader : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(ComposeText);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            return scalar.Style is ScalarStyle.Plain && Booleans.Contains(scalar.Value)
                ? throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' must be quoted.")
                : new ComposeText(scalar.Value);
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Compose files are only read.");
    }
}
