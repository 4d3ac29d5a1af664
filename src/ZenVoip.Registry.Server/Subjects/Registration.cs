using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Registers people, or finds who is registered: race-free by what cannot be shared, which the database keeps unique.
/// </summary>
internal sealed class Registration(
    IGrainFactory grains, IIdentifierIndex index, OperationReplay replay, SubjectIds ids)
{
    private static readonly Refusal SeveralOwners = EdgeRefusals.AmbiguousIdentifier with { Field = "identifiers" };

    /// <param name="written">The command's identifiers as they were written.</param>
    public async Task<CallResult> Register(
        RegisterSubject command,
        ImmutableArray<string> written,
        bool returnOwner,
        string actor,
        string? operationId,
        CancellationToken cancellation)
    {
        var operation = replay.Named(actor, operationId, new Asked(command, written) { ReturnOwner = returnOwner });
        for (var attempt = 0; attempt < SubjectCalls.MaxTries; attempt++)
        {
            var taken = await Owned(Telling(command.Identifiers, returnOwner), cancellation);
            var result = taken.Count == 0
                ? await Create(command, actor, operation, cancellation)
                : await Taken(taken, command, returnOwner, operation, cancellation);
            if (result is not null && (result.Refusal != Refusals.IdentifierTaken || taken.Count > 0))
                return result;
        }
        throw new IdentifierMovingException();
    }

    private async Task<CallResult?> Create(
        RegisterSubject command, string actor, Operation? operation, CancellationToken cancellation)
    {
        var request = new SubjectRequest { Commands = [command], Actor = actor, Operation = operation };
        if (operation is null)
            return await Ask(ids.Next(), request, cancellation);
        // A repetition reaches the same grain.
        return await Ask(SubjectIds.Of(operation.Key), request, cancellation)
            ?? await replay.Find(operation, cancellation)
            // Its id outlives an operation that is forgotten.
            ?? await Ask(ids.Next(), request, cancellation);
    }

    /// <summary>Null: the operation was answered before, or the id was somebody's before it.</summary>
    private async Task<CallResult?> Ask(string id, SubjectRequest request, CancellationToken cancellation)
    {
        try
        {
            return await grains.Ask(id, request) switch
            {
                { IsReplay: true } => await replay.FindStored(request.Operation!, cancellation),
                { Refusal: not null, Subject: not null } => null,
                var answer => new CallResult(answer.Subject, answer.Refusal),
            };
        }
        catch (SubjectKeyDestroyedException)
        {
            return null;
        }
    }

    /// <summary>Null: its row says that somebody holds an identifier, and there is nobody by that id.</summary>
    private async Task<CallResult?> Taken(
        ILookup<DigestedIdentifier, string> taken,
        RegisterSubject command,
        bool returnOwner,
        Operation? operation,
        CancellationToken cancellation)
    {
        if (!returnOwner)
        {
            var refusal = Refusals.IdentifierTaken.OfFirst(command.Identifiers, "identifiers", taken.Contains);
            return await replay.Settle(operation, null, refusal, cancellation);
        }
        if (taken.SelectMany(owners => owners).Distinct().ToList() is not [var one])
            return await replay.Settle(operation, null, SeveralOwners, cancellation);
        return await grains.Known(one) is { } owner
            ? await replay.Settle(operation, owner, refusal: null, cancellation)
            : null;
    }

    /// <summary>
    /// What tells one person from another: what can be shared does so only where nothing else is given (ADR 14).
    /// </summary>
    private static IEnumerable<DigestedIdentifier> Telling(
        ImmutableArray<DigestedIdentifier> identifiers, bool returnOwner) =>
        returnOwner && identifiers.All(known => known.Identifier.Type.IsShared())
            ? identifiers
            : identifiers.Where(known => !known.Identifier.Type.IsShared());

    /// <summary>Those that somebody has, and who.</summary>
    private async Task<ILookup<DigestedIdentifier, string>> Owned(
        IEnumerable<DigestedIdentifier> identifiers, CancellationToken cancellation)
    {
        List<(DigestedIdentifier Identifier, string Owner)> owned = [];
        foreach (var identifier in identifiers)
            foreach (var owner in await index.Owners(identifier.Digest.Value, cancellation))
                owned.Add((identifier, owner));
        return owned.ToLookup(one => one.Identifier, one => one.Owner);
    }
}
