using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Grains.Deletions;

/// <summary>
/// An order or a task as its holder gets it: with the identifiers by which the data is found, and the intervals in
/// which they were the person's, so that the next owner of a number is not deleted with the last.
/// </summary>
/// <param name="Order">Null: it is a task.</param>
/// <param name="Task">Null: it is an order.</param>
/// <param name="Links">The intervals that it concerns.</param>
/// <param name="Details">Of a task to rectify: what the person wrote.</param>
[Immutable]
[GenerateSerializer]
[Alias("registry.holder-work")]
public sealed record HolderWork(
    [property: Id(0)] DeletionOrder? Order,
    [property: Id(1)] HolderTask? Task,
    [property: Id(2)] ImmutableArray<Link> Links,
    [property: Id(3)] ImmutableArray<string> Details)
{
    public string Id => Order?.Id ?? Task!.Id;

    /// <summary>Null: the state does not hold it (any more).</summary>
    public static HolderWork? Find(Subject subject, string id) =>
        subject.Deletions.FindOrder(id) is { } order ? Of(subject, order)
        : subject.Deletions.FindTask(id) is { } task ? Of(subject, task)
        : null;

    public static HolderWork Of(Subject subject, DeletionOrder order) =>
        new(order, Task: null, subject.Identifiers.At(order.OpenLinks), Details: []);

    public static HolderWork Of(Subject subject, HolderTask task) =>
        new(Order: null, task, subject.Identifiers.At(task.OpenLinks), subject.DetailsOf(task));

    public override string ToString() => $"HolderWork({Id})";
}
