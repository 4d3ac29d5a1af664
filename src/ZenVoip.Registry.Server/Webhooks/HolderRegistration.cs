using System.Text.Json;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>Who asks for a change of the register, and under what operation id.</summary>
internal sealed record HolderCall(string Actor, string? OperationId)
{
    public override string ToString() => nameof(HolderCall);
}

/// <summary>What became of it.</summary>
/// <param name="System">After the change; null: it was refused.</param>
/// <param name="Secret">The new signing secret; null: none was made.</param>
internal sealed record HolderResult(RegisteredSystem? System, SigningSecret? Secret, Refusal? Refusal)
{
    public static HolderResult Refused(Refusal refusal) => new(System: null, Secret: null, refusal);
}

/// <summary>
/// Registers holder systems and makes their signing secrets. A secret is told when it is made; again only to who
/// repeats that operation, because an answer may get lost.
/// </summary>
internal sealed class HolderRegistration(
    HolderRegister register,
    HolderSecrets secrets,
    HolderReader reader,
    IOperationLog log,
    OperationKeys operations,
    IOptions<WebhookOptions> options,
    TimeProvider clock)
{
    /// <summary>The most systems that are registered.</summary>
    public const int MaxSystems = 200;

    private const int MaxTries = 3;

    /// <summary>Makes a system known with its first secret, or changes what is known of it.</summary>
    public Task<HolderResult> Register(AskedSystem asked, HolderCall call, CancellationToken cancellation) =>
        Once(asked.Name, call, asked.Fields, async operation =>
        {
            var known = await register.Read(cancellation);
            var before = known.FirstOrDefault(one => one.System.Name == asked.Name);
            if (reader.Read(asked, isKnown: before is not null, out var system) is { } refusal)
                return await Settle(operation, refusal, cancellation);
            if (before is null && known.Count >= MaxSystems)
                return await Settle(operation, HolderRefusals.SystemLimit, cancellation);
            var now = clock.GetUtcNow().ToMicroseconds();
            var isFirst = await register.NewestSecret(asked.Name, cancellation) == 0;
            return await Write(
                new(system!, asked.WebhookUrl, before?.RegisteredAt ?? now) { Notices = asked.Notices },
                isFirst ? new NewSecret(1, now, OldEnd: now) : null,
                operation, cancellation);
        }, cancellation);

    /// <summary>Makes a new secret; those before it sign beside it for a while, or no more.</summary>
    public Task<HolderResult> Rotate(
        string name, bool endOld, HolderCall call, CancellationToken cancellation) =>
        Once(name, call, ["rotate", name, endOld ? "end" : "overlap"], async operation =>
        {
            if (await register.Find(name, cancellation) is not { } system)
                return await Settle(operation, HolderRefusals.SystemNotFound, cancellation);
            var now = clock.GetUtcNow().ToMicroseconds();
            var number = await register.NewestSecret(name, cancellation) + 1;
            var end = endOld ? now : now + options.Value.SecretOverlap;
            return await Write(system, new NewSecret(number, now, end), operation, cancellation);
        }, cancellation);

    /// <param name="asked">What makes a repetition the same.</param>
    /// <param name="change">Null: somebody else was faster, so that it has to be looked again.</param>
    private async Task<HolderResult> Once(
        string name,
        HolderCall call,
        IEnumerable<string?> asked,
        Func<Operation?, Task<HolderResult?>> change,
        CancellationToken cancellation)
    {
        if (!OperationReplay.IsValid(call.OperationId))
            return HolderResult.Refused(EdgeRefusals.OperationIdInvalid);
        var operation = call.OperationId is { } id
            ? new Operation(
                operations.Key(call.Actor, id),
                operations.Fingerprint(JsonSerializer.SerializeToUtf8Bytes(asked, RegistryJson.Options)))
            : null;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (operation is not null && await log.Find(operation.Key, cancellation) is { } row)
                return await Replay(name, row, operation, cancellation);
            if (await change(operation) is { } result)
                return result;
        }
        throw new OutcomeUnknownException();
    }

    private async Task<HolderResult?> Write(
        RegisteredSystem system, NewSecret? secret, Operation? operation, CancellationToken cancellation)
    {
        // Before the row that names it: a secret nobody knows of harms nobody.
        var made = secret is null ? null : await secrets.Create(system.System.Name, secret.Number, cancellation);
        FaultPoints.Reached(FaultPoint.SecretCreated);
        var row = operation is null ? null : Row(operation, secret?.Number ?? 0, refusal: null);
        if (!await register.Write(new(system, secret, row), cancellation))
            return null;
        FaultPoints.Reached(FaultPoint.SecretRegistered);
        return new HolderResult(system, made, Refusal: null);
    }

    private async Task<HolderResult?> Settle(Operation? operation, Refusal refusal, CancellationToken cancellation)
    {
        if (operation is null)
            return HolderResult.Refused(refusal);
        var row = Row(operation, secret: 0, refusal);
        return await log.Record(row, cancellation) == row ? HolderResult.Refused(refusal) : null;
    }

    private async Task<HolderResult> Replay(
        string name, OperationRow row, Operation operation, CancellationToken cancellation)
    {
        if (row.Fingerprint != operation.Fingerprint)
            return HolderResult.Refused(StorageRefusals.OperationIdReused);
        if (row.Refusal is { } refusal)
            return HolderResult.Refused(JsonSerializer.Deserialize<Refusal>(refusal, RegistryJson.Options)!);
        return new(
            await register.Find(name, cancellation),
            row.Version is 0 ? null : await secrets.Find(name, row.Version, cancellation),
            Refusal: null);
    }

    /// <summary>The number of the secret stands where a subject's version would.</summary>
    private OperationRow Row(Operation operation, int secret, Refusal? refusal) => new(
        operation.Key, operation.Fingerprint, SubjectId: null, secret,
        refusal is null ? null : JsonSerializer.Serialize(refusal, RegistryJson.Options),
        clock.GetUtcNow().ToMicroseconds());
}
