using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>What can be asked.</summary>
[Name("Query")]
internal sealed class Query
{
    /// <summary>The most people that one `decideMany` asks about.</summary>
    public const int MaxDecisions = 10_000;

    private const int PageSize = 20;
    private const int ChangesPageSize = 50;

    /// <summary>
    /// May this be done now? An unknown person is not an error: the answer follows from the rulebook's default.
    /// </summary>
    /// <param name="input">Who, what for, over which channel, by whom.</param>
    [Scope(Scopes.DecisionsRead)]
    public static async Task<DecisionRecord> Decide(
        IResolveFieldContext context, [FromServices] Deciding deciding, DecideInput input) =>
        new(await deciding.One(
            input.Subject, input.Purpose, input.Channel, Asking(input.Controller), context.CancellationToken));

    /// <summary>One answer for each person, in order: at most 10,000. All of them hold at one time of asking.</summary>
    /// <param name="input">Who, what for, over which channel, by whom.</param>
    [Scope(Scopes.DecisionsRead)]
    [SizedBy("input.subjects")]
    public static async Task<IEnumerable<DecisionRecord>> DecideMany(
        IResolveFieldContext context, [FromServices] Deciding deciding, DecideManyInput input)
    {
        if (input.Subjects.Length > MaxDecisions)
            throw new GraphFault(EdgeRefusals.TooManyItems.Code, $"At most {MaxDecisions} people can be asked about.");
        var decisions = await deciding.Many(
            input.Subjects, input.Purpose, input.Channel, Asking(input.Controller), context.CancellationToken);
        return decisions.Select(decision => new DecisionRecord(decision));
    }

    /// <summary>The person that a reference means; null: nobody is known by it.</summary>
    /// <param name="ref">A subject id, or an identifier that the person holds now.</param>
    [Scope(Scopes.SubjectsRead)]
    public static Task<SubjectNode?> Subject(
        IResolveFieldContext context, [FromServices] SubjectReading reading, SubjectRef @ref) =>
        reading.ByReference(@ref, context.CancellationToken);

    /// <summary>All people, in the order of their ids, page by page.</summary>
    /// <param name="first">At most so many, 1 to 100; null: 20.</param>
    /// <param name="after">A cursor: what comes after it.</param>
    /// <param name="filter">Only those that match all of it.</param>
    [Scope(Scopes.SubjectsRead)]
    public static Task<SubjectConnection> Subjects(
        IResolveFieldContext context,
        [FromServices] SubjectReading reading,
        int? first = PageSize,
        string? after = null,
        SubjectFilter? filter = null) =>
        reading.Page(first ?? PageSize, after, filter, context.CancellationToken);

    /// <summary>What happened to all subjects, in one order, page by page: nothing is skipped between pages.</summary>
    /// <param name="after">A cursor: what comes after it; null: from the beginning.</param>
    /// <param name="first">At most so many, 1 to 100; null: 50.</param>
    [Scope(Scopes.SubjectsRead)]
    public static Task<ChangeConnection> Changes(
        IResolveFieldContext context,
        [FromServices] ChangeFeed feed,
        string? after = null,
        int? first = ChangesPageSize) =>
        feed.Read(first ?? ChangesPageSize, after, context.CancellationToken);

    /// <summary>Rights requests in the order in which they are due, page by page.</summary>
    /// <param name="first">At most so many, 1 to 100; null: 20.</param>
    /// <param name="after">A cursor: what comes after it.</param>
    /// <param name="filter">Only those that match all of it.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestConnection> RightsRequests(
        IResolveFieldContext context,
        [FromServices] RequestReading requests,
        int? first = PageSize,
        string? after = null,
        RightsRequestFilter? filter = null) =>
        requests.Page(first ?? PageSize, after, filter, context.CancellationToken);

    /// <summary>Deletion orders by their ids, page by page: of the system that the token names, else of all.</summary>
    /// <param name="first">At most so many, 1 to 100; null: 20.</param>
    /// <param name="after">A cursor: what comes after it. New ones may come before it: who polls begins anew.</param>
    /// <param name="filter">Only those that match all of it.</param>
    [Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
    public static Task<DeletionOrderConnection> DeletionOrders(
        IResolveFieldContext context,
        [FromServices] WorkReading work,
        int? first = PageSize,
        string? after = null,
        DeletionOrderFilter? filter = null) =>
        work.Orders(first ?? PageSize, after, filter, context.Caller(), context.CancellationToken);

    /// <summary>What holders are asked besides to delete, page by page: of the token's system, else of all.</summary>
    /// <param name="first">At most so many, 1 to 100; null: 20.</param>
    /// <param name="after">A cursor: what comes after it. New ones may come before it: who polls begins anew.</param>
    /// <param name="filter">Only those that match all of it.</param>
    [Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
    public static Task<HolderTaskConnection> HolderTasks(
        IResolveFieldContext context,
        [FromServices] WorkReading work,
        int? first = PageSize,
        string? after = null,
        HolderTaskFilter? filter = null) =>
        work.Tasks(first ?? PageSize, after, filter, context.Caller(), context.CancellationToken);

    /// <summary>What a deletion would do now; nothing is done. Null: nobody is known by the reference.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="controller">Whose data.</param>
    /// <param name="categories">What data; null: every category of the rulebook.</param>
    [Scope(Scopes.RightsManage, Scopes.RegistryAdmin)]
    public static Task<IEnumerable<PlannedDeletionNode>?> DeletionPreview(
        IResolveFieldContext context,
        [FromServices] DeletionPreviews previews,
        SubjectRef subject,
        string controller = "zenvoip",
        IReadOnlyList<DataCategory>? categories = null) =>
        previews.Of(subject, Asking(controller), categories, context.CancellationToken);

    /// <summary>The rules that decisions follow.</summary>
    [Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
    public static RulebookNode Rulebook([FromServices] Rules rules) => new(rules);

    /// <summary>Whatever has that id; null: nothing has, or nothing that the token is for.</summary>
    /// <param name="id">An id that the registry gave out.</param>
    [Scope(Scopes.SubjectsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
    public static Task<INode?> Node(
        IResolveFieldContext context, [FromServices] NodeReading nodes, [Id] string id) =>
        nodes.ById(id, context.Caller(), context.CancellationToken);

    /// <summary>The same for several ids, at most 100: one answer for each, in order.</summary>
    /// <param name="ids">Ids that the registry gave out.</param>
    [Scope(Scopes.SubjectsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
    [SizedBy("ids")]
    public static async Task<IEnumerable<INode?>> Nodes(
        IResolveFieldContext context, [FromServices] NodeReading nodes, [Id] IReadOnlyList<string> ids) =>
        ids.Count <= Cursors.MaxPage
            ? await Task.WhenAll(ids.Select(id => nodes.ById(id, context.Caller(), context.CancellationToken)))
            : throw new GraphFault(EdgeRefusals.TooManyItems.Code, $"At most {Cursors.MaxPage} ids can be asked for.");

    /// <summary>The systems that hold personal data, by name.</summary>
    [Scope(Scopes.RegistryAdmin)]
    public static Task<IEnumerable<HolderSystemNode>> HolderSystems(
        IResolveFieldContext context, [FromServices] HolderChanges holders) =>
        holders.All(context.CancellationToken);

    /// <summary>Orders and tasks whose webhook failed too often, page by page, in the order of ids.</summary>
    /// <param name="system">Only of this system; null: of all.</param>
    /// <param name="first">At most so many, 1 to 100; null: 20.</param>
    /// <param name="after">A cursor: what comes after it.</param>
    [Scope(Scopes.RegistryAdmin)]
    public static Task<DeadLetterConnection> DeadLetters(
        IResolveFieldContext context,
        [FromServices] HolderChanges holders,
        string? system = null,
        int? first = PageSize,
        string? after = null) =>
        holders.DeadLetters(system, first ?? PageSize, after, context.CancellationToken);

    private static Controller Asking(string controller) =>
        ReferenceReader.Check(controller, out var known) is { } refusal ? throw GraphFaults.Of(refusal)
        : known == Controller.Platform ? throw GraphFaults.Of(Refusals.ControllerNotAllowed)
        : known;
}
