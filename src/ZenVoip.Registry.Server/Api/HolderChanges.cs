using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Reads and changes the register of holder systems, and what is delivered to them.</summary>
internal sealed class HolderChanges(
    HolderRegistration registration,
    HolderRegister register,
    DeadLetterRows letters,
    IGrainFactory grains,
    TimeProvider clock)
{
    /// <summary>The most ids of one replay.</summary>
    public const int MaxReplayed = 1_000;

    public async Task<HolderSystemPayload> Register(
        RegisterHolderSystemInput input, Caller caller, CancellationToken cancellation)
    {
        var asked = new AskedSystem(
            input.Name, input.Categories, input.WebhookUrl, input.ConfirmWithin, input.Notices ?? false);
        return Payload(
            await registration.Register(asked, new(caller.Client, input.OperationId), cancellation), cancellation);
    }

    public async Task<HolderSystemPayload> Rotate(
        RotateSigningSecretInput input, Caller caller, CancellationToken cancellation) =>
        Payload(await registration.Rotate(
            input.Name, input.EndOld ?? false, new(caller.Client, input.OperationId), cancellation), cancellation);

    public async Task<ReplayDeliveriesPayload> Replay(ReplayDeliveriesInput input, CancellationToken cancellation)
    {
        if (input.Ids is { Length: > MaxReplayed })
            return new(0, [UserError.Counted(EdgeRefusals.TooManyItems with { Field = "ids" })]);
        if (await register.Find(input.System, cancellation) is null)
            return new(0, [UserError.Counted(HolderRefusals.SystemNotFound with { Field = "system" })]);
        var replayed = await letters.Replay(
            input.System, input.Ids?.Where(id => id.IsPlain).ToArray(), clock.GetUtcNow(), cancellation);
        // Where this fails, the keeper does it a moment later.
        grains.GetGrain<IHolderSystemGrain>(IHolderSystemGrain.Prefix + input.System).Wake().Ignore();
        return new(replayed, []);
    }

    public async Task<IEnumerable<HolderSystemNode>> All(CancellationToken cancellation) =>
        Nodes(await register.Read(cancellation), new Lazy<Task<IReadOnlyList<Backlog>>>(() => Backlogs(cancellation)));

    public async Task<DeadLetterConnection> DeadLetters(
        string? system, int first, string? after, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var rows = await letters.Read(system, Cursors.Text(after), size + 1, cancellation);
        var edges = rows.Take(size).Select(letter =>
            new DeadLetterEdge(new DeadLetterNode(letter), Cursors.Of(letter.WorkId))).ToList();
        return new(edges, new PageEnd(rows.Count > size, edges is [.., var last] ? last.Cursor : null));
    }

    /// <summary>What is counted is counted for who asks for it: the change is made, however that ends.</summary>
    private HolderSystemPayload Payload(HolderResult result, CancellationToken cancellation) => new(
        Nodes(result.System is { } system ? [system] : [], new(() => BacklogsAfter(cancellation))).FirstOrDefault(),
        result.Secret?.Reveal(),
        result.Refusal is { } refusal ? [UserError.Counted(refusal)] : []);

    private static IEnumerable<HolderSystemNode> Nodes(
        IReadOnlyList<RegisteredSystem> systems, Lazy<Task<IReadOnlyList<Backlog>>> backlogs) =>
        systems.Select(system => new HolderSystemNode(
            system, async name => (await backlogs.Value).FirstOrDefault(one => one.System == name)));

    private Task<IReadOnlyList<Backlog>> Backlogs(CancellationToken cancellation) =>
        letters.Backlogs(clock.GetUtcNow(), cancellation);

    /// <exception cref="OutcomeUnknownException">To who asked for the change and the count: it is not that nothing was
    /// stored.</exception>
    private async Task<IReadOnlyList<Backlog>> BacklogsAfter(CancellationToken cancellation)
    {
        try
        {
            return await Backlogs(cancellation);
        }
        catch (Exception fault) when (SubjectFaults.RefusalOf(fault) == EdgeRefusals.Unavailable)
        {
            throw new OutcomeUnknownException();
        }
    }
}
