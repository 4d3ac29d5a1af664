using System.Data.Common;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Where the data keys are kept: never in the registry's own database, nor in its backups.</summary>
internal interface IKeyDatabase : IAsyncDisposable
{
    /// <summary>The tables, created where they are missing.</summary>
    string Tables { get; }

    /// <summary>Whether it was ever used; looking makes nothing.</summary>
    ValueTask<bool> IsMade(CancellationToken cancellation);

    /// <summary>Makes the place itself, before the first connection.</summary>
    ValueTask Create(CancellationToken cancellation);

    ValueTask<DbConnection> Open(CancellationToken cancellation);

    /// <summary>A transaction that only one starting silo has at a time.</summary>
    ValueTask<DbTransaction> BeginAlone(DbConnection connection, CancellationToken cancellation);

    /// <summary>Scrubbing costs so little that each destruction does it; otherwise it is done by the hour.</summary>
    bool ScrubsAtOnce { get; }

    /// <summary>Removes from the files what they still hold of keys that were destroyed or renewed.</summary>
    /// <param name="always">Also where no key was destroyed since the last time.</param>
    ValueTask Scrub(DbConnection connection, bool always, CancellationToken cancellation);
}
