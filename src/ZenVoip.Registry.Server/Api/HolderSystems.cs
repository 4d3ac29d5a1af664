using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Api;

/// <summary>A system that holds personal data, and is told what to delete.</summary>
[Name("HolderSystem")]
[Scope(Scopes.RegistryAdmin)]
internal sealed class HolderSystemNode(RegisteredSystem registered, Func<string, Task<Backlog?>> backlog)
{
    /// <summary>Its name: the claim `system` of its tokens says the same.</summary>
    public string Name => registered.System.Name;

    /// <summary>What it holds.</summary>
    public IEnumerable<DataCategory> Categories => registered.System.Categories;

    /// <summary>Where it is told what to do, and what no more; null: it asks for `deletionOrders` itself.</summary>
    public string? WebhookUrl => registered.WebhookUrl;

    /// <summary>It is told of warnings before deadlines and of escalations after them too.</summary>
    public bool Notices => registered.Notices;

    /// <summary>How many seconds it has to confirm an order before that fails and escalates.</summary>
    public int ConfirmWithinSeconds => (int)registered.System.ConfirmWithin.TotalSeconds;

    /// <summary>Since when it is registered.</summary>
    public DateTimeOffset RegisteredAt => registered.RegisteredAt;

    /// <summary>Open orders and tasks, and notices, that it was not told of yet.</summary>
    public Task<int> Waiting() => Counted(counted => counted.Waiting);

    /// <summary>Open orders and tasks, and notices, that it was told of in vain too often: see `deadLetters`.</summary>
    public Task<int> Dead() => Counted(counted => counted.Dead);

    /// <summary>Open orders and tasks past the time to confirm them.</summary>
    public Task<int> Overdue() => Counted(counted => counted.Overdue);

    private async Task<int> Counted(Func<Backlog, long> number) =>
        await backlog(Name) is { } counted ? (int)Math.Min(number(counted), int.MaxValue) : 0;
}

/// <summary>What became of a change of a holder system.</summary>
/// <param name="System">After the change; null: it was refused.</param>
/// <param name="SigningSecret">
/// `whsec_...`, told when it is made and not again, but to who repeats that operation id. Null: none was made.
/// </param>
/// <param name="Errors">Why it was refused; empty: it was done.</param>
[Name("HolderSystemPayload")]
[Scope(Scopes.RegistryAdmin)]
internal sealed record HolderSystemPayload(
    HolderSystemNode? System, string? SigningSecret, IReadOnlyList<UserError> Errors)
{
    public override string ToString() => nameof(HolderSystemPayload);
}

/// <summary>Makes a holder system known, or changes what is known of it.</summary>
[Name("RegisterHolderSystemInput")]
internal sealed record RegisterHolderSystemInput
{
    /// <summary>1 to 64 lower-case letters, digits, `-` and `_`, beginning with a letter.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What it holds, as the rulebook defines: at least one, but with `notices`, or where it is registered already.
    /// </summary>
    public required DataCategory[] Categories { get; init; }

    /// <summary>
    /// Where it is told what to do, and what no more: https, at a host that the operator allows. Null: it asks itself.
    /// </summary>
    public string? WebhookUrl { get; init; }

    /// <summary>
    /// How long it has to confirm: `P7D`, `PT72H` (no years or months), `7d`; 1 second to 365 days, 7 days by default.
    /// </summary>
    public string? ConfirmWithin { get; init; }

    /// <summary>
    /// Its webhook tells it of every warning before a deadline and every escalation after it, whoever it concerns.
    /// </summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? Notices { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(RegisterHolderSystemInput);
}

/// <summary>Makes a new signing secret for a holder system.</summary>
[Name("RotateSigningSecretInput")]
internal sealed record RotateSigningSecretInput
{
    /// <summary>The system.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The old secret ends at once, because somebody else knows it. Else both sign for a while that can be configured.
    /// </summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? EndOld { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(RotateSigningSecretInput);
}
