using System.Collections.Immutable;

namespace ZenVoip.Registry.Grains.Holders;

/// <summary>An order or a task that its holder has not been told of.</summary>
/// <param name="WorkId">Of the order or task.</param>
/// <param name="Kind">DELETE, or what the task asks for.</param>
/// <param name="Attempts">How often it was tried since it was issued or replayed.</param>
public sealed record Errand(
    string WorkId, string SubjectId, string Kind, DateTimeOffset IssuedAt, int Attempts);

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
