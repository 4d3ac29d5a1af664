using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// Carries letters to holder systems: at least once, under the same id each time, until they are delivered or settled.
/// </summary>
internal sealed partial class Courier(
    DeliveryRows rows,
    HolderRegister register,
    HolderSecrets secrets,
    Receivers receivers,
    WebhookSender sender,
    Backoff backoff,
    IGrainFactory grains,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<Courier> log) : ICourier
{
    /// <summary>In the journal of a subject, the one that does what no caller asks for.</summary>
    private const string Actor = "registry";

    private readonly ConcurrentDictionary<string, DateTimeOffset> restingUntil = new(StringComparer.Ordinal);

    public int Width => options.Value.Concurrency;

    public async Task<ImmutableArray<Errand>> Due(string system, int count, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return restingUntil.TryGetValue(system, out var end) && end > now
            || await register.Find(system, cancellation) is not { WebhookUrl: not null }
                ? []
                : await rows.Due(system, now, count, cancellation);
    }

    public async Task Carry(string system, Errand errand, CancellationToken cancellation)
    {
        if (await register.Find(system, cancellation) is not { WebhookUrl: { } url })
            return;
        var started = clock.GetTimestamp();
        var receipt = await Send(system, url, errand, cancellation);
        FaultPoints.Reached(FaultPoint.LetterAnswered);
        if (receipt.IsResting)
        {
            restingUntil[system] = clock.GetUtcNow() + (receipt.Wished ?? options.Value.BreakFor);
            return;
        }
        restingUntil.TryRemove(system, out _);
        DeliveryMeter.Tell(system, receipt, clock.GetElapsedTime(started));
        await Record(errand, receipt, cancellation);
    }

    private async Task Record(Errand errand, Receipt receipt, CancellationToken cancellation)
    {
        var isTold = receipt.IsDelivered && errand.Notice is not null;
        var attempt = What(
            errand, receipt.IsDelivered && !isTold ? await Noted(errand, receipt, cancellation) : receipt);
        await (isTold ? rows.Settle(errand.WorkId, cancellation) : rows.Record(attempt, cancellation));
        FaultPoints.Reached(attempt.IsDead ? FaultPoint.DeadLetterRecorded : FaultPoint.DeliveryRecorded);
    }

    private async Task<Receipt> Send(string system, string url, Errand errand, CancellationToken cancellation)
    {
        // What the operator allows may have changed since the registration.
        if (receivers.Check(url) is not null)
            return new(Receipt.NotAllowed);
        return await Living(system, cancellation) is [_, ..] living
            ? await sender.Send(system, new Uri(url), Letter.Of(errand), living, cancellation)
            : new(Receipt.NoSecret);
    }

    /// <summary>Empty also where a secret cannot be opened: what cannot be signed waits, as what cannot be sent does.
    /// </summary>
    private async Task<IReadOnlyList<SigningSecret>> Living(string system, CancellationToken cancellation)
    {
        try
        {
            return await secrets.Living(system, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogNoSecret(system, fault.GetType().Name);
            return [];
        }
    }

    /// <summary>
    /// A subject that cannot take the note has the holder told again, under the same id, but later: it must not stay
    /// the first in the line, before everybody else's orders.
    /// </summary>
    private async Task<Receipt> Noted(Errand errand, Receipt receipt, CancellationToken cancellation)
    {
        try
        {
            await Note(errand);
            return receipt;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogNoteFailed(errand.WorkId, fault.GetType().Name);
            return new(Receipt.NotNoted);
        }
    }

    private async Task Note(Errand errand)
    {
        var answer = await grains.Ask(errand.SubjectId, new SubjectRequest
        {
            Commands = [new NoteDelivery(errand.WorkId)],
            Actor = Actor,
        });
        if (answer.Refusal is { } refusal)
            LogNotNoted(errand.WorkId, refusal.Code);
        FaultPoints.Reached(FaultPoint.DeliveryNoted);
    }

    private Attempt What(Errand errand, Receipt receipt)
    {
        var now = clock.GetUtcNow();
        var number = errand.Attempts + 1;
        var isDead = !receipt.IsDelivered && (receipt.IsFinal || number >= options.Value.MaxAttempts);
        return new Attempt
        {
            WorkId = errand.WorkId,
            Number = number,
            Outcome = receipt.Outcome,
            At = now,
            NextAt = now + (isDead ? backoff.AfterDeath() : backoff.After(number, receipt.Wished)),
            IsDelivered = receipt.IsDelivered,
            IsDead = isDead,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing secrets of {System} cannot be opened ({Fault})")]
    private partial void LogNoSecret(string system, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{WorkId} is delivered, which could not be noted ({Fault})")]
    private partial void LogNoteFailed(string workId, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{WorkId} is delivered, which its subject refuses ({Code})")]
    private partial void LogNotNoted(string workId, string code);
}
