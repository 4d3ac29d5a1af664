using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Carries a change to whom it concerns. An identifier may change hands between looking up its owner and asking
/// that subject: the subject then answers NotOwner and the owner is looked up again.
/// </summary>
internal sealed class SubjectCalls(
    IGrainFactory grains, IIdentifierIndex index, OperationReplay replay, SubjectIds ids)
{
    /// <summary>How often the owner of an identifier is looked up again.</summary>
    public const int MaxTries = 3;

    /// <summary>The same for a no, which must find somebody.</summary>
    public const int MaxTriesOfNo = 50;

    /// <summary>Owners of a shared identifier that are told at a time.</summary>
    private const int Width = 32;

    /// <remarks>A no with another request's operation id is recorded without one, and refused beside it.</remarks>
    public async Task<CallResult> Send(SubjectCall call, CancellationToken cancellation)
    {
        var result = await Deliver(call, cancellation);
        if (!call.Command.SaysNo || result.Refusal != StorageRefusals.OperationIdReused)
            return result;
        var heard = await Deliver(call with { OperationId = null }, cancellation);
        return heard with { Refusal = heard.Refusal ?? result.Refusal };
    }

    private async Task<CallResult> Deliver(SubjectCall call, CancellationToken cancellation)
    {
        var operation = replay.Named(call.Actor, call.OperationId, new Asked(call.Command, call.Written)
        {
            SubjectId = call.Target.SubjectId,
            ExpectedVersion = call.ExpectedVersion,
        });
        // A no is never refused, by no version either.
        if (call.Command.SaysNo)
            call = call with { ExpectedVersion = null };
        var tries = call.Command.SaysNo ? MaxTriesOfNo : MaxTries;
        var audience = new Audience();
        try
        {
            for (var attempt = 0; attempt < tries; attempt++)
            {
                if (await Try(call, operation, audience, cancellation) is { } result)
                    return result;
            }
            throw new IdentifierMovingException();
        }
        catch (Exception fault) when (audience.IsTold && SubjectFaults.RefusalOf(fault) == EdgeRefusals.Unavailable)
        {
            // UNAVAILABLE would say that nothing was stored, and some have it on record.
            throw new OutcomeUnknownException();
        }
    }

    private async Task<CallResult?> Try(
        SubjectCall call, Operation? operation, Audience audience, CancellationToken cancellation)
    {
        if (call.Target.SubjectId is { } id)
            return await Ask(id, Request(call, operation, by: null), cancellation);
        var identifier = call.Target.Identifier!;
        var holders = await index.Owners(identifier.Digest.Value, cancellation);
        if (call.Command is { SaysNo: true, SaidAt: { } at })
        {
            // What is written may be read as another identifier than the first time: nobody else is told.
            if (await replay.Find(operation, cancellation) is { } first)
                return first;
            await AskFormer(holders, at, call, operation, audience, cancellation);
        }
        return holders switch
        {
            [var owner] => await AskOwner(owner, call, identifier, operation, cancellation),
            [] when call.Command.Introduces => await Introduce(call, identifier, operation, cancellation),
            [] => await replay.Settle(operation, null, Refusals.SubjectNotFound, cancellation),
            var owners when call.Command.SaysNo => await AskAll(owners, call, operation, audience, cancellation),
            _ => await replay.Settle(operation, null, EdgeRefusals.AmbiguousIdentifier, cancellation),
        };
    }

    /// <summary>A yes of a time when somebody else held the identifier is theirs: nobody inherits a grant.</summary>
    private async Task<CallResult?> AskOwner(
        string owner,
        SubjectCall call,
        DigestedIdentifier identifier,
        Operation? operation,
        CancellationToken cancellation) =>
        call.Command is { SaysNo: false, SaidAt: { } at }
        && (await index.FormerOwners(identifier.Digest.Value, at, cancellation)).Any(former => former != owner)
            ? await replay.Settle(operation, null, Refusals.TimeBeforeLink, cancellation)
            : await Ask(owner, Request(call, operation, identifier.Digest), cancellation);

    /// <summary>
    /// A no, or a request, by an identifier that nobody holds: who said it is known from now on, in the same write.
    /// </summary>
    private async Task<CallResult?> Introduce(
        SubjectCall call, DigestedIdentifier identifier, Operation? operation, CancellationToken cancellation)
    {
        if (await replay.Find(operation, cancellation) is { } first)
            return first;
        var register = new RegisterSubject(
            call.Controller.IsCustomer ? SubjectKind.EndUser : SubjectKind.Requester,
            call.Controller.IsCustomer ? call.Controller : Controller.ZenVoip,
            Jurisdiction: null,
            [identifier]);
        var request = Request(call, operation, identifier.Digest) with { Commands = [register, call.Command] };
        var result = await Ask(ids.Next(), request, cancellation);
        return result?.Refusal == Refusals.IdentifierTaken ? null : result;
    }

    /// <summary>
    /// A no of a time when somebody else held the identifier is theirs as well: who said it is not known, and a no
    /// reaches one too many rather than one too few.
    /// </summary>
    private async Task AskFormer(
        IReadOnlyList<string> holders,
        DateTimeOffset at,
        SubjectCall call,
        Operation? operation,
        Audience audience,
        CancellationToken cancellation)
    {
        var former = (await index.FormerOwners(call.Target.Identifier!.Digest.Value, at, cancellation))
            .Except(holders, StringComparer.Ordinal).ToArray();
        await TellAll(
            await replay.Unanswered(operation, former, cancellation),
            person => Request(call, replay.At(operation, person), by: null),
            audience,
            cancellation);
    }

    /// <summary>
    /// A no reaches every owner of a shared identifier, or is not answered as heard: who cannot be told keeps it from
    /// nobody else, and a repetition is told to those who missed it. The answer shows the first.
    /// </summary>
    private async Task<CallResult?> AskAll(
        IReadOnlyList<string> owners,
        SubjectCall call,
        Operation? operation,
        Audience audience,
        CancellationToken cancellation)
    {
        if (await replay.Find(operation, cancellation) is { } before)
            return before;
        var results = await TellAll(
            await replay.Unanswered(operation, owners, cancellation),
            owner => Request(call, replay.At(operation, owner), call.Target.Identifier!.Digest),
            audience,
            cancellation);
        if (results.Contains(null))
            return null;
        // Of those who were told by an attempt before, the first one answers for all.
        var first = results.Count == 0
            ? await replay.FindStored(replay.At(operation, owners[0])!, cancellation)
            : results.FirstOrDefault(result => result!.Refusal is not null) ?? results[0];
        return first!.Refusal is not null
            ? first
            : await replay.Settle(operation, first.Subject, refusal: null, cancellation);
    }

    /// <summary>Who cannot be told keeps it from nobody else; the first fault is thrown when all were tried.</summary>
    private async Task<IReadOnlyList<CallResult?>> TellAll(
        IReadOnlyList<string> people,
        Func<string, SubjectRequest> request,
        Audience audience,
        CancellationToken cancellation)
    {
        var results = new CallResult?[people.Count];
        var faults = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(
            people.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (person, stop) =>
            {
                try
                {
                    results[person.Index] = await Ask(person.Item, request(person.Item), stop);
                    FaultPoints.Reached(FaultPoint.OwnerTold);
                    audience.IsTold = true;
                }
                catch (Exception fault) when (
                    fault is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    faults.Enqueue(fault);
                }
            });
        if (faults.TryDequeue(out var first))
            ExceptionDispatchInfo.Throw(first);
        return results;
    }

    private async Task<CallResult?> Ask(string subjectId, SubjectRequest request, CancellationToken cancellation) =>
        await grains.Ask(subjectId, request) switch
        {
            { IsNotOwner: true } => null,
            { IsReplay: true } => await replay.FindStored(request.Operation!, cancellation),
            var answer => new CallResult(answer.Subject, answer.Refusal),
        };

    private static SubjectRequest Request(SubjectCall call, Operation? operation, IdentifierDigest? by) => new()
    {
        Commands = [call.Command],
        Actor = call.Actor,
        By = by,
        Operation = operation,
        ExpectedVersion = call.ExpectedVersion,
    };

    /// <summary>Those who a no is told to, where they are several.</summary>
    private sealed class Audience
    {
        /// <summary>Somebody was asked and answered.</summary>
        public bool IsTold { get; set; }
    }
}
