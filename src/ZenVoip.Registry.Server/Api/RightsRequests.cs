using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>A person exercises a right towards one controller.</summary>
[Name("RightsRequest")]
[Implements(typeof(INode))]
[Scope(Scopes.RightsManage, Scopes.SubjectsRead)]
internal sealed class RightsRequestNode(Domain.Subjects.Subject subject, RightsRequest request) : INode
{
    /// <summary>`req_` and a random part.</summary>
    [Id]
    public string Id => request.Id;

    /// <summary>Whose request it is.</summary>
    [Id]
    public string SubjectId => subject.Id;

    /// <summary>The right.</summary>
    public RightsRequestType Type => request.Type;

    /// <summary>Where it stands.</summary>
    public RightsRequestStatus Status => request.Status;

    /// <summary>The body of law that sets the deadline: the strictest of the person's.</summary>
    public string Regime => request.Timetable.Answer.Regime;

    /// <summary>When it reached the controller.</summary>
    public DateTimeOffset ReceivedAt => request.ReceivedAt;

    /// <summary>The last day to confirm its receipt; null: no law of the person asks for that.</summary>
    public DateOnly? AcknowledgeBy => request.Timetable.Acknowledge?.On;

    /// <summary>When the person was told that it was received; null: not yet.</summary>
    public DateTimeOffset? AcknowledgedAt => request.AcknowledgedAt;

    /// <summary>The last day to answer, before any extension.</summary>
    public DateOnly DueOn => request.Timetable.Answer.On;

    /// <summary>The end of the last day to answer, where the law says: the first instant that is late.</summary>
    public DateTimeOffset DueAt => request.Timetable.Answer.At;

    /// <summary>The last day to answer after an extension; null: it is not extended.</summary>
    public DateOnly? ExtendedTo => request.Timetable.Extended?.On;

    /// <summary>Why it takes longer, as the person was told.</summary>
    [Scope(Scopes.RightsManage)]
    public string? ExtensionReason => request.ExtensionReason;

    /// <summary>No law's clock runs: the person was asked something, and nothing is late until they answer.</summary>
    public bool Stands => request.Stands;

    /// <summary>When it was closed; null: it is open.</summary>
    public DateTimeOffset? ClosedAt => request.ClosedAt;

    /// <summary>What the person was told when it was closed.</summary>
    [Scope(Scopes.RightsManage)]
    public string? Reason => request.Reason;

    /// <summary>Of whom it is asked: `zenvoip`, the account code of a customer, or `*` in a no.</summary>
    public string Controller => request.Controller.Value;

    /// <summary>How it came.</summary>
    public RequestManner Manner => request.Manner;

    /// <summary>Who asks for the person.</summary>
    public RequesterRole Requester => request.Requester;

    /// <summary>What it is about; none: all.</summary>
    public IEnumerable<Purpose> Purposes => request.Purposes;

    /// <summary>Over what it is; none: all.</summary>
    public IEnumerable<Channel> Channels => request.Channels;

    /// <summary>What data it is about; none: all.</summary>
    public IEnumerable<DataCategory> Categories => request.Categories;

    /// <summary>What the person wrote, each time that they asked or answered.</summary>
    [Scope(Scopes.RightsManage)]
    public IEnumerable<string> Details => request.Details;

    /// <summary>Until when it waits for somebody to show who asked; null: it does not.</summary>
    public DateTimeOffset? VerifyBy => request.ExpiresAt;

    /// <summary>When it was established who asked; null: not, or not needed.</summary>
    public DateTimeOffset? VerifiedAt => request.VerifiedAt;

    /// <summary>When the person was told how it ended; null: it is open, expired or was withdrawn.</summary>
    public DateTimeOffset? NotifiedAt => request.NotifiedAt;

    /// <summary>The ground of the rulebook on which it was refused, in whole or in part.</summary>
    public string? Ground => request.Ground;

    /// <summary>Where the person may complain of a refusal, as they were told.</summary>
    public IEnumerable<string> ComplainTo => request.ComplainTo;

    /// <summary>The customer to whom it was sent on.</summary>
    public string? ForwardedTo => request.ForwardedTo?.Value;

    /// <summary>Of an APPEAL: the request that was refused.</summary>
    [Id]
    public string? AppealOf => request.AppealOf;

    /// <summary>Until when the person may appeal against the refusal; null: no law of theirs gives an appeal.</summary>
    public DateTimeOffset? AppealUntil => request.AppealUntil;

    /// <summary>The person asked so often that the law lets a fee be asked for.</summary>
    public bool MayBeCharged => request.MayBeCharged;

    /// <summary>What holder systems were asked for it.</summary>
    [Scope(Scopes.RightsManage)]
    public IEnumerable<HolderTaskNode> Tasks => subject.Deletions.Tasks
        .Where(task => task.RequestId == request.Id)
        .Select(task => HolderTaskNode.Of(subject, task));

    /// <summary>When the export that answers it is gone; null: it has none, or it is open.</summary>
    public DateTimeOffset? ExportExpiresAt => request.ExportExpiresAt;

    /// <summary>Of ACCESS and PORTABILITY once verified: JSON. Parts of holders are with the tasks.</summary>
    [Scope(Scopes.RightsManage, And = Scopes.SubjectsRead)]
    [Costs(QueryCost.Document)]
    public Task<string?> Export(IResolveFieldContext context, [FromServices] RequestReading requests) =>
        requests.Export(subject, request, context.CancellationToken);

    /// <summary>What `export` says, as a page for people: one file of HTML.</summary>
    [Scope(Scopes.RightsManage, And = Scopes.SubjectsRead)]
    [Costs(QueryCost.Document)]
    public Task<string?> ExportPage(IResolveFieldContext context, [FromServices] RequestReading requests) =>
        requests.ExportPage(subject, request, context.CancellationToken);
}

/// <summary>Processing is restricted, or was.</summary>
[Name("Restriction")]
[Scope(Scopes.SubjectsRead)]
internal sealed class RestrictionRecord(Restriction restriction)
{
    /// <summary>Whose processing: `zenvoip`, the account code of a customer, or `*`: everybody's.</summary>
    public string Controller => restriction.Controller.Value;

    /// <summary>Of what data; none: all. A decision is denied whatever data it needs.</summary>
    public IEnumerable<DataCategory> Categories => restriction.Categories;

    /// <summary>For what; none: all that the rulebook does not allow under a restriction.</summary>
    public IEnumerable<Purpose> Purposes => restriction.Purposes;

    /// <summary>RESTRICTION until it is lifted; OBJECTION until that is decided.</summary>
    public string Ground => WireNames.Of(restriction.Ground);

    /// <summary>Since when.</summary>
    public DateTimeOffset Since => restriction.Since;

    /// <summary>Until when; null: it is open.</summary>
    public DateTimeOffset? Until => restriction.Until;
}

/// <summary>Which rights requests to list: all that match every field that is given.</summary>
[Name("RightsRequestFilter")]
internal sealed record RightsRequestFilter
{
    /// <summary>The right.</summary>
    public RightsRequestType? Type { get; init; }

    /// <summary>Where it stands.</summary>
    public RightsRequestStatus? Status { get; init; }

    /// <summary>Of whom it is asked.</summary>
    public string? Controller { get; init; }

    /// <summary>The deadline, after an extension, lies before this, and its clock does not stand.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Only those that are not closed, or only those that are.</summary>
    public bool? Open { get; init; }

    public override string ToString() => nameof(RightsRequestFilter);
}

/// <summary>A page of rights requests.</summary>
/// <param name="Edges">The requests with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("RightsRequestConnection")]
[Scope(Scopes.RightsManage)]
internal sealed record RightsRequestConnection(IReadOnlyList<RightsRequestEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The requests.</summary>
    public IEnumerable<RightsRequestNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>A request within a page.</summary>
/// <param name="Node">The request.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("RightsRequestEdge")]
[Scope(Scopes.RightsManage)]
internal sealed record RightsRequestEdge(RightsRequestNode Node, string Cursor);

/// <summary>What became of a change of a rights request.</summary>
/// <param name="Request">After it; null: none is known by that id, or none was opened.</param>
/// <param name="Errors">Why it was refused; empty: it was done, or there was nothing to change.</param>
[Name("RightsRequestPayload")]
[Scope(Scopes.RightsManage)]
internal sealed record RightsRequestPayload(RightsRequestNode? Request, IReadOnlyList<UserError> Errors);
