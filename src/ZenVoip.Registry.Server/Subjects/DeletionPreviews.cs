using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Server.Api;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Says what a deletion would do.</summary>
internal sealed class DeletionPreviews(
    SubjectReading subjects, IHolderSystems systems, Rules rules, TimeProvider clock)
{
    /// <param name="categories">Null: all that the rulebook knows.</param>
    public async Task<IEnumerable<PlannedDeletionNode>?> Of(
        SubjectRef reference,
        Controller controller,
        IReadOnlyCollection<DataCategory>? categories,
        CancellationToken cancellation)
    {
        if (categories?.Any(category => rules.Retention.Find(category) is null) is true)
            throw GraphFaults.Of(Refusals.CategoryUnknown);
        if (await subjects.Find(reference, cancellation) is not { } subject)
            return null;
        ImmutableArray<DataCategory> wanted = categories is null
            ? [.. rules.Clauses.Retention.Categories.Select(known => known.Code)]
            : [.. categories.Distinct()];
        return subject
            .PreviewOf(
                controller, wanted, await systems.All(cancellation), rules, clock.GetUtcNow().ToMicroseconds())
            .Select(planned => new PlannedDeletionNode(planned));
    }
}
