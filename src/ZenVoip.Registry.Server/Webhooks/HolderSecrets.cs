using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// The signing secrets of holder systems. Each is derived from a data key of its own, which the key store wraps,
/// renews and destroys as it does those of subjects: no other place holds it.
/// </summary>
internal sealed class HolderSecrets(
    HolderRegister register, ISubjectKeys keys, ISubjectKeyDestruction destruction, TimeProvider clock)
{
    /// <summary>Makes a secret, or finds the one of that number that an attempt before has made.</summary>
    public async Task<SigningSecret> Create(string system, int number, CancellationToken cancellation)
    {
        using var key = await keys.Create(KeyOf(system, number), cancellation);
        return SigningSecret.Of(key);
    }

    /// <summary>A secret that still signs; null: it signs no more.</summary>
    public async Task<SigningSecret?> Find(string system, int number, CancellationToken cancellation) =>
        (await register.Secrets(system, clock.GetUtcNow(), cancellation)).Contains(number)
            ? await Open(system, number, cancellation)
            : null;

    /// <summary>All that sign now, the newest first.</summary>
    public async Task<IReadOnlyList<SigningSecret>> Living(string system, CancellationToken cancellation)
    {
        List<SigningSecret> living = [];
        foreach (var number in await register.Secrets(system, clock.GetUtcNow(), cancellation))
            living.Add(await Open(system, number, cancellation));
        return living;
    }

    /// <summary>Destroys those that sign no more, whoever ended them. What dies in between is repeated.</summary>
    public async Task DestroyEnded(CancellationToken cancellation)
    {
        foreach (var (system, number) in await register.EndedSecrets(clock.GetUtcNow(), cancellation))
        {
            await destruction.Destroy(KeyOf(system, number), cancellation);
            await register.Forget(system, number, cancellation);
        }
    }

    private async Task<SigningSecret> Open(string system, int number, CancellationToken cancellation)
    {
        using var key = await keys.Open(KeyOf(system, number), cancellation);
        return SigningSecret.Of(key);
    }

    private static string KeyOf(string system, int number) =>
        FormattableString.Invariant($"{IHolderSystemGrain.Prefix}{system}#{number}");
}
