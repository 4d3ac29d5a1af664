using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using Subject = ZenVoip.Registry.Domain.Subjects.Subject;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Remembers answers by operation, and gives the first one again.</summary>
internal sealed class OperationReplay(
    OperationKeys keys, IOperationLog log, IGrainFactory grains, TimeProvider clock)
{
    public const int MaxLength = 256;

    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static bool IsValid(string? operationId) =>
        operationId is null or { Length: > 0 and <= MaxLength, IsPlain: true };

    /// <param name="asked">What makes a repetition the same: everything that was asked.</param>
    public Operation? Named(string actor, string? operationId, Asked asked) => operationId is null
        ? null
        : new Operation(
            keys.Key(actor, operationId),
            keys.Fingerprint(JsonSerializer.SerializeToUtf8Bytes(asked, RegistryJson.Options)));

    /// <summary>The same operation, as it concerns one of several people.</summary>
    public Operation? At(Operation? operation, string subjectId) =>
        operation is null ? null : operation with { Key = keys.Key(operation.Key, subjectId) };

    /// <summary>Keeps an answer that changed nothing, unless the operation was answered before.</summary>
    public async Task<CallResult> Settle(
        Operation? operation, Subject? subject, Refusal? refusal, CancellationToken cancellation)
    {
        if (operation is null)
            return new CallResult(subject, refusal);
        var row = OperationRow.Of(operation, subject, refusal, clock.GetUtcNow().ToMicroseconds());
        return await Answer(await log.Record(row, cancellation), operation);
    }

    /// <summary>The first answer; null: there is none.</summary>
    public async Task<CallResult?> Find(Operation? operation, CancellationToken cancellation) =>
        operation is not null && await log.Find(operation.Key, cancellation) is { } row
            ? await Answer(row, operation)
            : null;

    /// <summary>Those of several whom the operation was not told: who was, by an attempt before, is not told again.
    /// </summary>
    public async Task<IReadOnlyList<string>> Unanswered(
        Operation? operation, IReadOnlyList<string> people, CancellationToken cancellation)
    {
        if (operation is null || people is [])
            return people;
        var keyed = people.ToDictionary(person => At(operation, person)!.Key);
        foreach (var row in await log.FindAll(keyed.Keys, cancellation))
        {
            // What was refused is looked at again, and refused again.
            if (row.Refusal is null && row.Fingerprint == operation.Fingerprint)
                keyed.Remove(row.Key);
        }
        return [.. keyed.Values.Order(StringComparer.Ordinal)];
    }

    /// <summary>The first answer to an operation of which it is known that there is one.</summary>
    /// <exception cref="OutcomeUnknownException">It cannot be read: to say that nothing was stored would be wrong.
    /// </exception>
    public async Task<CallResult?> FindStored(Operation operation, CancellationToken cancellation)
    {
        try
        {
            return await Find(operation, cancellation);
        }
        catch (Exception fault) when (SubjectFaults.RefusalOf(fault) == EdgeRefusals.Unavailable)
        {
            throw new OutcomeUnknownException();
        }
    }

    private async Task<CallResult> Answer(OperationRow row, Operation operation)
    {
        if (row.Fingerprint != operation.Fingerprint)
            return CallResult.Refused(StorageRefusals.OperationIdReused);
        // A silo that has not heard of an erasure cannot read what the journal said before it.
        var subject = row.SubjectId is { } id
            ? (await grains.Subject(id).ReadAt(row.Version)).Subject ?? await grains.Stored(id)
            : null;
        return new CallResult(subject, row.Refusal is { } refusal
            ? JsonSerializer.Deserialize<Refusal>(refusal, RegistryJson.Options)
            : null);
    }
}
