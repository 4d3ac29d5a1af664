using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What subjects decide by. Who holds data is looked up for those requests only that may order something.
/// </summary>
internal sealed class SubjectSurroundings(Rules rules, IHolderSystems holders, MintId mint)
{
    /// <inheritdoc cref="Subject.WakeAt"/>
    public DateTimeOffset? WakeAt(Subject subject, DateTimeOffset now) => subject.WakeAt(rules, now);

    public async ValueTask<Surroundings> Of(SubjectRequest request, Subject subject) => new(
        rules,
        request.Commands.Any(subject.ReachesHolders) ? await holders.All(CancellationToken.None) : [],
        mint);
}
