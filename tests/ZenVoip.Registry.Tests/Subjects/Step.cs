using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>
/// One thing that somebody asks of a subject, addressed by an identifier or not, while a clock shows a time.
/// </summary>
internal sealed record Step(SubjectCommand Command, DigestedIdentifier? By, DateTimeOffset Clock)
{
    public IdentifierDigest? Digest => By?.Digest;
}

/// <summary>What became of a step.</summary>
internal sealed record Taken(Subject Before, Step Step, DateTimeOffset Now, Outcome Outcome, Subject After)
{
    public IReadOnlyList<SubjectEvent> Events => Outcome.Events;

    public string? Refusal => Outcome.Refusal?.Code;
}

/// <summary>A subject that lives through steps as its grain would take it through them.</summary>
internal static class Life
{
    /// <summary>Holds everything.</summary>
    private static readonly HolderSystem Holder = new(
        "store",
        [.. Told.Rules.Clauses.Retention.Categories.Select(known => known.Code)],
        HolderSystem.DefaultConfirmWithin);

    public static List<Taken> Of(IEnumerable<Step> steps)
    {
        var subject = Subject.Unregistered("sub_test");
        var life = new List<Taken>();
        var around = Told.Among(Holder);
        foreach (var step in steps)
        {
            life.Add(Take(subject, step, around));
            subject = life[^1].After;
        }
        return life;
    }

    public static Taken Take(Subject subject, Step step, Surroundings? around = null)
    {
        var now = subject.TimeToRecord(step.Clock);
        var outcome = subject.Decide(
            step.Command, step.Digest, subject.Seen(around ?? Told.Around, step.Command), now);
        return new Taken(
            subject, step, now, outcome, outcome.Events.Aggregate(subject, (before, @event) => before.Apply(@event)));
    }

    /// <summary>Records compare collections by reference, so states are compared by what is stored of them.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, RegistryJson.Options);
}
