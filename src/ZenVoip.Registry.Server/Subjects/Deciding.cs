using System.Diagnostics;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Answers "may I?" from committed rows, never from a grain's memory: a silo that was paused and comes back would
/// go on permitting what another silo has stopped.
/// </summary>
internal sealed class Deciding(DecisionFacts facts, ReferenceReader references, Rules rules, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetValues<DecisionOutcome>().Select(outcome =>
            new KeyValuePair<string, object?>("outcome", WireNames.Of(outcome)))];

    public async Task<Decision> One(
        SubjectRef subject, Purpose purpose, Channel? channel, Controller controller, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        // Before the look-up: what is committed by then is in the snapshot.
        var now = clock.GetUtcNow();
        var decision = references.Key(subject) is { } key
            ? Decider.Decide(
                Asked(subject, purpose, channel, controller), await facts.One(key, cancellation), rules, now)
            : Decider.InvalidIdentifier(rules, now);
        RegistryMeter.DecisionDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Count(decision.Outcome, 1);
        return decision;
    }

    public async Task<Decision[]> Many(
        SubjectRef[] subjects, Purpose purpose, Channel? channel, Controller controller, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var keys = Array.ConvertAll(subjects, references.Key);
        var decisions = new Decision[subjects.Length];
        await using var found = facts.Many([.. keys.OfType<FactsKey>()], cancellation).GetAsyncEnumerator(cancellation);
        for (var index = 0; index < keys.Length; index++)
        {
            decisions[index] = keys[index] is { }
                ? Decider.Decide(Asked(subjects[index], purpose, channel, controller), await Next(found), rules, now)
                : Decider.InvalidIdentifier(rules, now);
        }

        foreach (var alike in decisions.CountBy(decision => decision.Outcome))
            Count(alike.Key, alike.Value);
        return decisions;
    }

    /// <summary>There is one for each key.</summary>
    private static async ValueTask<Facts> Next(IAsyncEnumerator<Facts> found) =>
        await found.MoveNextAsync() ? found.Current : throw new UnreachableException();

    private static void Count(DecisionOutcome outcome, int times) =>
        RegistryMeter.Decisions.Add(times, Outcomes[(int)outcome]);

    private static Question Asked(SubjectRef subject, Purpose purpose, Channel? channel, Controller controller) =>
        new(controller, purpose, channel, subject.Identifier?.Type);
}
