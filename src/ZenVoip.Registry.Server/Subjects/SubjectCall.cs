using System.Collections.Immutable;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>A change that a caller asked for, read and canonical.</summary>
internal sealed record SubjectCall
{
    public required Reference Target { get; init; }

    public required SubjectCommand Command { get; init; }

    /// <summary>The identifiers in target and command, as they were written: so repetitions are compared.</summary>
    public required ImmutableArray<string> Written { get; init; }

    /// <summary>The calling client.</summary>
    public required string Actor { get; init; }

    public string? OperationId { get; init; }

    public int? ExpectedVersion { get; init; }

    /// <summary>What a person says who was unknown until then, and how they stand to whom they say it.</summary>
    public Controller Controller { get; init; } = Controller.ZenVoip;

    public override string ToString() => $"SubjectCall({Command.GetType().Name}, {Target})";
}

/// <summary>What became of a call.</summary>
/// <param name="Subject">After it; null: concerns nobody.</param>
internal sealed record CallResult(Domain.Subjects.Subject? Subject, Refusal? Refusal)
{
    public static CallResult Refused(Refusal refusal) => new(null, refusal);
}
