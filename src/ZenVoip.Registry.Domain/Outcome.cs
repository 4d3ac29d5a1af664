using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain;

/// <summary>What becomes of a command: events, none for no change, or a refusal.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    public static Outcome NoChange { get; } = new Accepted([]);

    public static Outcome Accept(params ReadOnlySpan<SubjectEvent> events) => new Accepted([.. events]);

    public static implicit operator Outcome(Refusal reason) => new Refused(reason);

    public sealed record Accepted(ImmutableArray<SubjectEvent> Events) : Outcome;

    public sealed record Refused(Refusal Reason) : Outcome;
}
