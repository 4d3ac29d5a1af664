using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Asks a subject, and never guesses what became of a question that got no answer.</summary>
internal static class SubjectAsking
{
    extension(IGrainFactory grains)
    {
        public ISubjectGrain Subject(string id) => grains.GetGrain<ISubjectGrain>(id);

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
