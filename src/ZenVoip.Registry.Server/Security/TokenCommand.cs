using System.CommandLine;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Operations;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The command <c>token</c>: prints a Development token on standard output, and nothing else.</summary>
internal static class TokenCommand
{
    public static Command Create(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
    {
        var scopes = new Option<string[]>("--scope")
        {
            Description = "Scopes, repeated or separated by spaces. Default: all.",
            AllowMultipleArgumentsPerToken = true,
        };
        var system = new Option<string?>("--system") { Description = "The holder system that the token speaks for." };
        var client = new Option<string>("--client")
        {
            Description = "Who the token is for.",
            DefaultValueFactory = _ => "development",
        };
        var lifetime = new Option<string>("--lifetime")
        {
            Description = "How long it is valid: 30m, 8h, 7d or hh:mm:ss.",
            DefaultValueFactory = _ => "8h",
        };
        return new Command("token", "Print a token for Development.") { scopes, system, client, lifetime }
            .Doing(configuration, async (parsed, _) =>
            {
                var named = parsed.GetValue(scopes) ?? [];
                var (wanted, settings) = Parted(named);
                if (named is not [] && wanted is [])
                    throw new StartRefusedException("--scope names no scope; without it the token has all.");
                StartRefusals.Demand(settings);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Issue(
                    configuration, environment, clock, wanted, parsed.GetValue(lifetime)!,
                    parsed.GetValue(client)!, parsed.GetValue(system)));
                return 0;
            });
    }

    /// <summary>The option takes everything that stands behind it, also settings with their values.</summary>
    private static (List<string> Scopes, List<string> Settings) Parted(string[] words)
    {
        List<string> scopes = [];
        List<string> settings = [];
        var isValue = false;
        foreach (var word in words)
        {
            var isSetting = word.StartsWith("--", StringComparison.Ordinal);
            if (isSetting || isValue) settings.Add(word);
            else scopes.AddRange(word.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            isValue = isSetting && !word.Contains('=', StringComparison.Ordinal);
        }

        return (scopes, settings);
    }

    private static string Issue(
        IConfiguration configuration,
        IHostEnvironment environment,
        TimeProvider clock,
        List<string> scopes,
        string lifetime,
        string client,
        string? system)
    {
        if (!environment.IsDevelopment())
        {
            throw new StartRefusedException("Only Development makes tokens; ask the authority of this registry.");
        }

        if (scopes.FirstOrDefault(scope => !Scopes.IsKnown(scope)) is { } unknown)
        {
            throw new StartRefusedException($"There is no scope {unknown}. There are: {string.Join(' ', Scopes.All)}.");
        }

        if (system is not null && !HolderSystem.IsName(system))
        {
            throw new StartRefusedException(
                "--system must be the name of a holder system: 1 to 64 lower-case letters, digits, '-' and '_', "
                + "a letter first.");
        }

        var valid = Lifetime.TryParse(lifetime)
            ?? throw new StartRefusedException("--lifetime must be like 30m, 8h, 7d or hh:mm:ss, up to a year.");
        return new DevelopmentTokens(RegistrySecurityOptions.Of(configuration), clock)
            .Issue(scopes.Count == 0 ? Scopes.All : scopes, valid, client, system);
    }
}
