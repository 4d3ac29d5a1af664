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

    /// <summary>Removes what the database still holds of a destroyed key, as far as it can.</summary>
    ValueTask Scrub(DbConnection connection, CancellationToken cancellation);
}
