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
                ({ } order, _) => new HolderWork(order, null, [.. order.Links.Select(subject.LinkOf)], []),
                (_, { } task) => new HolderWork(
                    null, task, [.. task.Links.Select(subject.LinkOf)], subject.DetailsOf(task)),
                _ => null,
            };

        private Domain.Identifiers.Link LinkOf(int number) => subject.Identifiers.Links[number];
    }
}
