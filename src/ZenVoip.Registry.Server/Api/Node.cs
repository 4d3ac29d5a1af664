using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Something with an id of its own, by which it can be read again.</summary>
[Name("Node")]
[Scope(
    Scopes.SubjectsRead, Scopes.SubjectsWrite, Scopes.RightsManage, Scopes.DeletionsConfirm, Scopes.RegistryAdmin)]
internal interface INode
{
    /// <summary>The id, unique over the whole registry.</summary>
    [Id]
    string Id { get; }
}

/// <summary>Where a page ends.</summary>
/// <param name="HasNextPage">There is more after this page.</param>
/// <param name="EndCursor">Give it as `after` to get the next page; null on an empty page.</param>
[Name("PageInfo")]
[Scope(Scopes.SubjectsRead, Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed record PageEnd(bool HasNextPage, string? EndCursor);
