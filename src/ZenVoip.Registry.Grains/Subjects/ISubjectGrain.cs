using System.Collections.Immutable;
using Orleans.Concurrency;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>One person. The key is the subject id: <c>sub_</c> and a random part, never personal data.</summary>
[Alias("registry.subject")]
[GrainInterfaceType("registry.subject")]
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>Decides, writes, answers. The answer is given only after what it says is stored.</summary>
    [Alias("execute")]
    Task<SubjectAnswer> Execute(SubjectRequest request);

    /// <summary>The subject as committed; null: not registered.</summary>
    [AlwaysInterleave]
    [Alias("read")]
    Task<SubjectView> Read();

    /// <summary>
    /// The subject as it was at a version, by its journal, which may be ahead of what is committed here; as far as the
    /// journal goes where the version is not reached. Of somebody erased, the present one.
    /// </summary>
    [AlwaysInterleave]
    [Alias("read-at")]
    Task<SubjectView> ReadAt(int version);

    /// <summary>At most so many journal entries after a sequence number, in order.</summary>
    [AlwaysInterleave]
    [Alias("journal")]
    Task<JournalPage> Journal(int after, int count);

    /// <summary>Does what time has made due, if anything, and sees to it that the next deadline is met.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>
    /// Of these ids, the orders and tasks that the subject has or had, as committed here, however long ago they were
    /// settled.
    /// </summary>
    [AlwaysInterleave]
    [Alias("work")]
    Task<WorkView> Work(ImmutableArray<string> ids);
}

/// <summary>Some entries of a journal, in order.</summary>
[Immutable]
[GenerateSerializer]
[Alias("registry.journal-page")]
public sealed record JournalPage([property: Id(0)] ImmutableArray<JournalEntry> Entries);

/// <summary>Orders and tasks on their way to a reader, as of one version of their subject.</summary>
[Immutable]
[GenerateSerializer]
[Alias("registry.work-view")]
public sealed record WorkView([property: Id(0)] int Version, [property: Id(1)] ImmutableArray<HolderWork> Items);

/// <summary>A subject on its way to a reader; null: not registered.</summary>
[Immutable]
[GenerateSerializer]
[Alias("registry.subject-view")]
public sealed record SubjectView([property: Id(0)] Subject? Subject);
