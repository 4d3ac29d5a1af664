using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Asks a subject, and never guesses what became of a question that got no answer.</summary>
internal static class SubjectAsking
{
    private static readonly SubjectRequest Nothing = new() { Commands = [], Actor = "registry" };

    extension(IGrainFactory grains)
    {
        public ISubjectGrain Subject(string id) => grains.GetGrain<ISubjectGrain>(id);

        /// <summary>The subject as committed; null: not registered.</summary>
        /// <param name="version">That of its row, if one was read: a grain that knows less is behind it.</param>
        public async Task<Subject?> Known(string id, int version = 1) =>
            (await grains.Subject(id).Read()).Subject is { } subject && subject.Version >= version
                ? subject
                : await grains.Stored(id);

        /// <summary>
        /// The same where its grain does not know what a row says: the answer of that write is still on its way, or
        /// the silo was cut off. What is asked in turn and writes nothing looks at what is stored.
        /// </summary>
        public async Task<Subject?> Stored(string id) => (await grains.Subject(id).Execute(Nothing)).Subject;

        /// <exception cref="OutcomeUnknownException">
        /// The silo died, or did not answer in time, or the subject did not wake in time, which the runtime cancels.
        /// </exception>
        public async Task<SubjectAnswer> Ask(string id, SubjectRequest request)
        {
            try
            {
                return await grains.Subject(id).Execute(request);
            }
            catch (Exception lost) when (lost is TimeoutException or SiloUnavailableException
                or OrleansMessageRejectionException or OperationCanceledException)
            {
                throw new OutcomeUnknownException();
            }
        }
    }
}
