using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>What can be listened to.</summary>
[Name("Subscription")]
internal sealed class Subscription
{
    /// <summary>What happens to any subject, in the order of the feed. Each change comes at least once.</summary>
    /// <param name="after">A cursor: everything after it, then what happens; null: from now on.</param>
    [Scope(Scopes.SubjectsRead)]
    public static async Task<IAsyncEnumerable<ChangeNode>> Changes(
        IResolveFieldContext context, [FromServices] ChangeFeed feed, string? after = null) =>
        context.Paced(await feed.Listen(after, context.CancellationToken));
}
