using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>What the compose file keeps to. Each rule names the services that break it.</summary>
internal static partial class ComposeRules
{
    private const string Server = "zenvoip-registry";

    public static IEnumerable<string> UnreadSettings(ComposeFile file) =>
        from service in file.Services
        from variable in service.Value.Environment.Keys
        where !KnownSettings.Contain(variable)
        select $"{service.Key} sets {variable}, which nothing reads";

    /// <summary>Secrets come from variables that must be set; nothing else may fail for want of one.</summary>
    public static IEnumerable<string> SecretsInClear(ComposeFile file) =>
        from service in file.Services
        from variable in service.Value.Environment
        where KnownSettings.IsSecret(variable.Key) && !Demanded().IsMatch(variable.Value.Value)
        select $"{service.Key} has {variable.Key} in clear or lets it be empty";

    public static IEnumerable<string> WeakContainers(ComposeFile file) =>
        from service in file.Services
        where service.Value.Image.StartsWith(Server, StringComparison.Ordinal)
        where service.Value is not { ReadOnly: true, CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges:true"] }
        select $"{service.Key} runs with more rights than it needs";

    public static IEnumerable<string> OpenPorts(ComposeFile file) =>
        from service in file.Services
        from port in service.Value.Ports
        where !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)
        select $"{service.Key} takes Development tokens from the network at {port}";

    public static IEnumerable<string> BrokenReferences(ComposeFile file) =>
        from service in file.Services
        from missing in service.Value.DependsOn.Keys.Except(file.Services.Keys)
            .Concat(service.Value.Configs.Select(mount => mount.Source).Except(file.Configs.Keys))
            .Concat(service.Value.Volumes.Select(mount => mount.Split(':')[0]).Except(file.Volumes.Keys))
            .Concat(Networks(service.Value).Except(file.Networks.Keys))
        select $"{service.Key} names {missing}, which does not exist";

    /// <summary>A service that is waited for until it is healthy says when it is.</summary>
    public static IEnumerable<string> EndlessWaits(ComposeFile file) =>
        from service in file.Services
        from awaited in service.Value.DependsOn
        where awaited.Value.Condition switch
        {
            "service_healthy" => file.Services[awaited.Key].Healthcheck is null,
            "service_completed_successfully" => file.Services[awaited.Key].Restart.Value != "no",
            _ => true,
        }
        select $"{service.Key} may wait for {awaited.Key} for ever, or not at all";

    private static IEnumerable<string> Networks(ComposeService service) => service.Networks switch
    {
        IEnumerable<KeyValuePair<object, object>> named => named.Select(pair => $"{pair.Key}"),
        IEnumerable<object> listed => listed.Select(name => $"{name}"),
        _ => ["default"],
    };

    [GeneratedRegex(@"\$\{[A-Z_]+:\?[^}]+\}")]
    private static partial Regex Demanded();
}
