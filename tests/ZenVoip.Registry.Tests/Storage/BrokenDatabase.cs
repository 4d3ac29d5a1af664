using System.Data;
using System.Data.Common;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>Its connections open, and then fail whatever is asked of them, even to be closed.</summary>
internal class BrokenDatabase : RegistryDatabase
{
    private readonly BrokenSource source = new();

    public int Opened => source.Opened;

    public override DbDataSource Source => source;

    public override string Invariant => "broken";

    public override string Folder => "Sqlite";

    public override Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken cancellation) =>
        throw new IOException();

    public override Task<bool> IsMade(CancellationToken cancellation) => throw new IOException();

    public override Task Claim(CancellationToken cancellation) => throw new IOException();

    public override Task CheckForProduction(CancellationToken cancellation) => throw new IOException();

    public override Task Alone(Func<DbTransaction, Task> work, CancellationToken cancellation) =>
        throw new IOException();

    public override Task InstallOrleansQueries(CancellationToken cancellation) => throw new IOException();

    public override Task<long> SequenceFeed(CancellationToken cancellation) => throw new IOException();

    public override object Instant(DateTimeOffset at) => at;

    public override DateTimeOffset Instant(DbDataReader reader, int column) => throw new IOException();

    public override string CodeOfLast(string column) => throw new NotSupportedException();

    public override object Interval(TimeSpan length) => length;

    public override object Texts(IReadOnlyCollection<string?> texts) => texts;

    public override string Json(string parameter) => parameter;

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private sealed class BrokenSource : DbDataSource
    {
        private int opened;

        public int Opened => opened;

        public override string ConnectionString => "";

        protected override DbConnection CreateDbConnection()
        {
            Interlocked.Increment(ref opened);
            return new BrokenConnection();
        }
    }

    private sealed class BrokenConnection : OpenConnection
    {
        public override void ChangeDatabase(string databaseName) => throw new IOException();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            throw new IOException();
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new IOException();

        protected override DbCommand CreateDbCommand() => throw new IOException();
    }
}
