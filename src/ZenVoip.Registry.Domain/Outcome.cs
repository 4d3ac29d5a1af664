using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain;

/// <summary>What becomes of a command: events, none for no change, or a refusal.</summary>
public abstract record Outcome
{
    private Outcome(ImmutableArray<SubjectEvent> events) => Events = events;

    /// <summary>What is recorded; of a refusal, what follows from it: nothing, mostly.</summary>
    public ImmutableArray<SubjectEvent> Events { get; }

    /// <summary>Null: it is accepted.</summary>
    public Refusal? Refusal => (this as Refused)?.Reason;

    public static Outcome NoChange { get; } = new Accepted([]);

    public static Outcome Accept(params ReadOnlySpan<SubjectEvent> events) => new Accepted([.. events]);

    public static implicit operator Outcome(Refusal reason) => new Refused(reason, []);

    public sealed record Accepted(ImmutableArray<SubjectEvent> Events) : Outcome(Events);

    public sealed record Refused(Refusal Reason, ImmutableArray<SubjectEvent> Events) : Outcome(Events);
}
