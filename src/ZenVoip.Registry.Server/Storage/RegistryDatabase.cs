using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The database of the registry: one source of connections, and where its dialect differs.</summary>
internal abstract class RegistryDatabase : IAsyncDisposable
{
    /// <summary>For everything: Orleans' providers, our reads, migrations.</summary>
    public abstract DbDataSource Source { get; }

    /// <summary>The name by which Orleans' ADO.NET providers know the driver.</summary>
    public abstract string Invariant { get; }

    /// <summary>The folder of the dialect's SQL files.</summary>
    public abstract string Folder { get; }

    /// <summary>A transaction to read in: all of its statements see one snapshot, and no writer waits for it.</summary>
    public abstract Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken cancellation);

    /// <summary>Whether it was ever migrated; looking makes nothing.</summary>
    public abstract Task<bool> IsMade(CancellationToken cancellation);

    /// <summary>Makes the database usable by this process, or says who else uses it.</summary>
    public abstract Task Claim(CancellationToken cancellation);

    /// <summary>Throws where a setting or a moved clock would break a promise; Development may.</summary>
    public abstract Task CheckForProduction(CancellationToken cancellation);

    /// <summary>The settings, switched off since, without which what is stored can be lost; null: none.</summary>
    public virtual Task<string?> Weakened(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Runs work in one transaction while no other process does; nothing stays if it throws.</summary>
    public abstract Task Alone(Func<DbTransaction, Task> work, CancellationToken cancellation);

    /// <summary>Puts the Orleans queries of this release where its providers look for them.</summary>
    public abstract Task InstallOrleansQueries(CancellationToken cancellation);

    /// <summary>Gives positions to the rows of the feed that have none; see <see cref="FeedRows"/>.</summary>
    /// <returns>The last position that was given.</returns>
    public abstract Task<long> SequenceFeed(CancellationToken cancellation);

    /// <summary>The SQL of the code of a text's last character.</summary>
    public abstract string CodeOfLast(string column);

    /// <summary>An instant as a parameter.</summary>
    public abstract object Instant(DateTimeOffset at);

    public abstract DateTimeOffset Instant(DbDataReader reader, int column);

    public DateTimeOffset? InstantOrNull(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Instant(reader, column);

    /// <summary>A length of time as a parameter.</summary>
    public abstract object Interval(TimeSpan length);

    /// <summary>A list of texts as a parameter.</summary>
    public abstract object Texts(IReadOnlyCollection<string?> texts);

    /// <summary>What a text parameter is written as where a column holds JSON.</summary>
    public abstract string Json(string parameter);

    public abstract ValueTask DisposeAsync();
}
