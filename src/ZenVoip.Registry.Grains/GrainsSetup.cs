using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Grains;

/// <summary>What the grains need in the container. Ports (storage, keys, rules, clock) come from the server.</summary>
public static class GrainsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddRegistryGrains() => services
            .AddSingleton<SubjectScribe>()
            .AddSingleton(provider => new Burial(provider.GetRequiredService<SubjectScribe>()))
            .AddSingleton<SubjectSurroundings>()
            .AddSingleton<MintId>(RandomIds.Mint)
            .AddSerializer(serializer => serializer.AddJsonSerializer(IsDomain, RegistryJson.Options));
    }

    // The domain knows no Orleans, so its messages travel between silos as the registry's one JSON.
    private static bool IsDomain(Type type) =>
        type.Assembly == typeof(SubjectCommand).Assembly && type.Namespace!.StartsWith(
            typeof(SubjectCommand).Namespace!, StringComparison.Ordinal);
}
