using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Api;

/// <summary>
/// An order, a task or a notice whose webhook failed too often. It stays open, and is still tried, but rarely.
/// </summary>
[Name("DeadLetter")]
[Scope(Scopes.RegistryAdmin)]
internal sealed class DeadLetterNode(DeadLetter letter)
{
    /// <summary>Of the order, the task or the notice: the `webhook-id`.</summary>
    [Id]
    public string Id => letter.WorkId;

    /// <summary>Whom it is for.</summary>
    public string System => letter.System;

    /// <summary>DELETE for an order, or what the task asks for; for a notice the type of its webhook.</summary>
    public string Kind => letter.Kind;

    /// <summary>When it was given.</summary>
    public DateTimeOffset IssuedAt => letter.IssuedAt;

    /// <summary>When it fails if it is not confirmed; for a notice, when it was given.</summary>
    public DateTimeOffset DueAt => letter.DueAt;

    /// <summary>How often it was tried since it was given, or replayed.</summary>
    public int Attempts => letter.Attempts;

    /// <summary>
    /// What came of it last: HTTP's status, TIMEOUT, UNREACHABLE, ADDRESS_REFUSED, NOT_ALLOWED, NO_SECRET, NOT_NOTED.
    /// </summary>
    public string Outcome => letter.Outcome;

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset AttemptedAt => letter.AttemptedAt;

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset NextAt => letter.NextAt;

    /// <summary>Since when it counts as dead.</summary>
    public DateTimeOffset DeadAt => letter.DeadAt;
}

/// <summary>A page of dead letters.</summary>
/// <param name="Edges">The dead letters with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("DeadLetterConnection")]
[Scope(Scopes.RegistryAdmin)]
internal sealed record DeadLetterConnection(
    IReadOnlyList<DeadLetterEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The dead letters.</summary>
    public IEnumerable<DeadLetterNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>A dead letter within a page.</summary>
/// <param name="Node">The dead letter.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("DeadLetterEdge")]
[Scope(Scopes.RegistryAdmin)]
internal sealed record DeadLetterEdge(DeadLetterNode Node, string Cursor);

/// <summary>Has dead letters tried again.</summary>
[Name("ReplayDeliveriesInput")]
internal sealed record ReplayDeliveriesInput
{
    /// <summary>The system that they are for.</summary>
    public required string System { get; init; }

    /// <summary>Of orders, tasks and notices: at most 1,000; null: all that are dead.</summary>
    [Id]
    public string[]? Ids { get; init; }

    public override string ToString() => nameof(ReplayDeliveriesInput);
}

/// <summary>What became of a replay.</summary>
/// <param name="Replayed">How many dead letters are tried again now; 0 where it was refused.</param>
/// <param name="Errors">Why it was refused; empty: it was done.</param>
[Name("ReplayDeliveriesPayload")]
[Scope(Scopes.RegistryAdmin)]
internal sealed record ReplayDeliveriesPayload(int Replayed, IReadOnlyList<UserError> Errors);
