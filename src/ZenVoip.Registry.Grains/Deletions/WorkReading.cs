using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Grains.Deletions;

/// <summary>Finds what holders were asked for in a subject.</summary>
internal static class WorkReading
{
    extension(Subject subject)
    {
        /// <summary>Null: the state does not hold it (any more).</summary>
        public HolderWork? FindWork(string id) =>
            (subject.Deletions.FindOrder(id), subject.Deletions.FindTask(id)) switch
            {
                ({ } order, _) => new HolderWork(order, null, subject.Identifiers.At(order.OpenLinks), []),
                (_, { } task) => new HolderWork(
                    null, task, subject.Identifiers.At(task.OpenLinks), subject.DetailsOf(task)),
                _ => null,
            };
    }
}
