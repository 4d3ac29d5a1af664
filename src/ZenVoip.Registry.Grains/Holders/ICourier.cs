using System.Collections.Immutable;

namespace ZenVoip.Registry.Grains.Holders;

/// <summary>An order, a task or a notice that its system has not been told of.</summary>
/// <param name="WorkId">Of the order, the task or the notice.</param>
/// <param name="Kind">DELETE, or what the task asks for; of a notice, of what it is.</param>
/// <param name="Attempts">How often it was tried since it was issued or replayed.</param>
public sealed record Errand(
    string WorkId, string SubjectId, string Kind, DateTimeOffset IssuedAt, int Attempts)
{
    /// <summary>Null: it is the order or the task itself.</summary>
    public Notice? Notice { get; init; }
}

/// <summary>
/// That a deadline is near or was missed, or that something is taken back: nobody has to answer, so what is delivered
/// is settled.
/// </summary>
/// <param name="Type">What is told.</param>
/// <param name="About">The id of the request, the order or the task.</param>
public sealed record Notice(string Type, string About);

/// <summary>Knows what is to be delivered, and carries it there: the port of the grain that says when.</summary>
public interface ICourier
{
    /// <summary>The most that is on its way to one system at a time.</summary>
    int Width { get; }

    /// <summary>
    /// What is due at a system, the longest waiting first: of each subject its oldest only, so that nothing overtakes.
    /// Nothing while the system is left alone because it is down, or where it pulls.
    /// </summary>
    Task<ImmutableArray<Errand>> Due(string system, int count, CancellationToken cancellation);

    /// <summary>Tries once, and writes down what became of it.</summary>
    Task Carry(string system, Errand errand, CancellationToken cancellation);
}
