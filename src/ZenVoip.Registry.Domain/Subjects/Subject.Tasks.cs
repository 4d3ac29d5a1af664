using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>Of whom nothing is linked, all is meant.</summary>
    private const int NoLink = -1;

    private static readonly EqualityComparer<ImmutableArray<int>> SameLinks = InOrder<int>();

    private static readonly EqualityComparer<ImmutableArray<Purpose>> SamePurposes = InOrder<Purpose>();

    /// <summary>What a holder must know of the request behind a task: what the person wants corrected.</summary>
    public ImmutableArray<string> DetailsOf(HolderTask task) =>
        task is { IsOpen: true, Kind: HolderTaskKind.Rectify } && Rights.Find(task.RequestId) is { } request
            ? request.Details
            : [];

    /// <summary>
    /// What holders are asked for, each wish as wide as it is the same by all its links. Nobody is asked to do anything
    /// about somebody erased.
    /// </summary>
    private IEnumerable<TaskWish> WishesOf(TaskWished wished, Rules rules)
    {
        var links = LinksOf(wished.Links);
        var asked =
            from category in Tombstone is null ? CategoriesOf(wished, rules) : []
            from alike in links.DefaultIfEmpty(NoLink)
                .GroupBy(link => PurposesOf(wished, category, link, rules), SamePurposes)
            where !alike.Key.IsDefault
            select (Category: category, Purposes: alike.Key, Links: alike.Intersect(links).ToImmutableArray());
        return
            from purposes in asked.GroupBy(each => each.Purposes, SamePurposes)
            from same in purposes.GroupBy(each => each.Links, each => each.Category, SameLinks)
            select new TaskWish(wished.Kind, wished.Controller, [.. same], wished.RequestId, same.Key)
            {
                Purposes = purposes.Key,
                IsAnew = wished.IsAnew,
            };
    }

    /// <summary>For what a holder is asked it, of data of the category, by the link. Default: for nothing.</summary>
    private ImmutableArray<Purpose> PurposesOf(TaskWished wished, DataCategory category, int link, Rules rules) =>
        wished.Kind switch
        {
            HolderTaskKind.Unrestrict => Left(
                wished.Purposes,
                Rights.RestrictedFor(wished.Controller).Where(other =>
                    CategoriesOf(other.Categories, rules).Contains(category)
                    && (link is NoLink || LinksOf(other.Links).Contains(link))),
                wished.Controller,
                rules),
            HolderTaskKind.StopSharing when !wished.Purposes.IsEmpty =>
                wished.Purposes.Where(rules.IsSharing).ToImmutableArray() is [_, ..] shared ? shared : default,
            _ => wished.Purposes,
        };

    /// <summary>
    /// What another restriction covers stays restricted, and so does what the person has said no to: an objection that
    /// is upheld frees nothing.
    /// </summary>
    private ImmutableArray<Purpose> Left(
        ImmutableArray<Purpose> purposes, IEnumerable<TaskWished> others, Controller controller, Rules rules)
    {
        ImmutableArray<Purpose> all = [.. rules.Clauses.Purposes.Select(each => each.Code)];
        var asked = purposes.IsEmpty ? all : purposes;
        var kept = others.SelectMany(other => other.Purposes.IsEmpty ? all : other.Purposes)
            .Concat(OptOuts.ObjectedTo(controller));
        return asked.Except(kept).ToImmutableArray() switch
        {
            [] => default,
            var left when left.Length == asked.Length => purposes,
            var left => left,
        };
    }

    /// <summary>Who takes their data along gets what they provided themselves (GDPR art. 20(1)).</summary>
    private IEnumerable<DataCategory> CategoriesOf(TaskWished wished, Rules rules)
    {
        var isPortability = Rights.Find(wished.RequestId) is { Type: RightsRequestType.Portability };
        return CategoriesOf(wished.Categories, rules)
            .Where(category => !isPortability || rules.Retention.Find(category) is { IsPortable: true });
    }

    private static ImmutableArray<DataCategory> CategoriesOf(ImmutableArray<DataCategory> named, Rules rules) =>
        named.IsEmpty ? [.. rules.Clauses.Retention.Categories.Select(category => category.Code)] : named;

    private ImmutableArray<int> LinksOf(ImmutableArray<int> named) => named.IsEmpty ? OwnLinks : named;

    private static EqualityComparer<ImmutableArray<T>> InOrder<T>() => EqualityComparer<ImmutableArray<T>>.Create(
        (one, other) => one.IsDefault == other.IsDefault && (one.IsDefault || one.SequenceEqual(other)),
        list => list.IsDefault ? -1 : list.Length);
}
