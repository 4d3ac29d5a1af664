using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>To one holder system, for one controller and category: delete what was created up to the cutoff.</summary>
[Name("DeletionOrder")]
[Implements(typeof(INode))]
[Scope(Scopes.SubjectsRead, Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed class DeletionOrderNode(string subjectId, HolderWork work) : INode
{
    private readonly DeletionOrder order = work.Order!;

    /// <summary>`ord_` and a random part: confirm it by this.</summary>
    [Id]
    public string Id => order.Id;

    /// <summary>Whose data it is.</summary>
    [Id]
    public string SubjectId => subjectId;

    /// <summary>The name of the holder system.</summary>
    public string System => order.System;

    /// <summary>What data.</summary>
    public DataCategory Category => order.Category;

    /// <summary>Where it stands.</summary>
    public DeletionOrderStatus Status => order.Status;

    /// <summary>When it was given.</summary>
    public DateTimeOffset IssuedAt => order.IssuedAt;

    /// <summary>When it fails if it is not confirmed; it stays open all the same.</summary>
    public DateTimeOffset DueAt => order.DueAt;

    /// <summary>When the holder confirmed, or it was taken back or overtaken; null: it is open.</summary>
    public DateTimeOffset? SettledAt => order.SettledAt;

    /// <summary>Until when the holder retains the data; then it is ordered again.</summary>
    public DateTimeOffset? RetainedUntil => order.RetainedUntil;

    /// <summary>The ground of the rulebook on which the holder retains it.</summary>
    public string? Ground => order.Ground;

    /// <summary>Whose data it is: `zenvoip`, or the account code of a customer.</summary>
    public string Controller => order.Controller.Value;

    /// <summary>Delete what was created up to and with this instant.</summary>
    public DateTimeOffset Cutoff => order.Cutoff;

    /// <summary>To find this person's data only, in its interval; an ACCOUNT or IP leads to others' too. Settled: none.
    /// </summary>
    public IEnumerable<LinkedIdentifier> Identifiers(IResolveFieldContext context)
    {
        context.Caller().MustKnowPeople(order.System);
        return LinkedIdentifier.Of(work.Links);
    }

    /// <summary>How the holder deleted; null: it has not.</summary>
    public DeletionMethod? Method => order.Method;

    /// <summary>How many records; null: the holder did not say.</summary>
    public int? Count => order.Count;

    /// <summary>When the last backup with the data expires; null: the holder names none.</summary>
    public DateTimeOffset? ResidualUntil => order.ResidualUntil;

    /// <summary>The order under which the holder retained the data before.</summary>
    [Id]
    public string? ReissueOf => order.ReissueOf;

    /// <summary>As a subject holds it.</summary>
    internal static DeletionOrderNode Of(Domain.Subjects.Subject subject, DeletionOrder order) =>
        new(subject.Id, HolderWork.Of(subject, order));
}

/// <summary>Which orders to list: all that match every field that is given.</summary>
[Name("DeletionOrderFilter")]
internal sealed record DeletionOrderFilter
{
    /// <summary>The holder system; a token that names one sees no other.</summary>
    public string? System { get; init; }

    /// <summary>Where the order stands.</summary>
    public DeletionOrderStatus? Status { get; init; }

    public override string ToString() => nameof(DeletionOrderFilter);
}

/// <summary>A page of deletion orders.</summary>
/// <param name="Edges">The orders with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("DeletionOrderConnection")]
[Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed record DeletionOrderConnection(IReadOnlyList<DeletionOrderEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The orders.</summary>
    public IEnumerable<DeletionOrderNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>An order within a page.</summary>
/// <param name="Node">The order.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("DeletionOrderEdge")]
[Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed record DeletionOrderEdge(DeletionOrderNode Node, string Cursor);

/// <summary>What became of a confirmation.</summary>
/// <param name="Order">After it; null: no order of the system is known by that id.</param>
/// <param name="Errors">Why it was refused; empty: it was taken, or was known already.</param>
[Name("DeletionOrderPayload")]
[Scope(Scopes.DeletionsConfirm)]
internal sealed record DeletionOrderPayload(DeletionOrderNode? Order, IReadOnlyList<UserError> Errors);

/// <summary>What would become of data of one category if it were asked to be deleted now.</summary>
[Name("PlannedDeletion")]
[Scope(Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed class PlannedDeletionNode(PlannedDeletion planned)
{
    /// <summary>What data.</summary>
    public DataCategory Category => planned.Wish.Category;

    /// <summary>What was created up to this instant would be ordered deleted now; null: nothing would.</summary>
    public DateTimeOffset? DeleteUpTo => planned.DeleteUpTo;

    /// <summary>The holder systems that would be asked; none: nobody holds such data.</summary>
    public IEnumerable<string> Systems => planned.Systems.Select(system => system.Name);

    /// <summary>What would be kept back, in the order in which it fires by itself.</summary>
    public IEnumerable<RetainedPart> Retained => planned.Retained.Select(kept => new RetainedPart(kept));
}

/// <summary>Data that is kept back.</summary>
[Name("RetainedPart")]
[Scope(Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed class RetainedPart(Retained kept)
{
    /// <summary>When it is ordered deleted by itself; null: when the last legal hold is released.</summary>
    public DateTimeOffset? Until => kept.Until;

    /// <summary>The rule of the rulebook that keeps it, or `HOLD`.</summary>
    public string Because => kept.Because;

    /// <summary>What was created up to this instant.</summary>
    public DateTimeOffset Cutoff => kept.Cutoff;
}
