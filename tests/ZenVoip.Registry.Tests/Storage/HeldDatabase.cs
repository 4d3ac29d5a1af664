using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>It knows nobody, and its first answer waits until the test lets it go.</summary>
internal sealed class HeldDatabase : BrokenDatabase
{
    private readonly HeldSource source = new();

    public override DbDataSource Source => source;

    /// <summary>So many queries have come.</summary>
    public int Asked => source.Asked;

    /// <summary>So many connections were opened for them.</summary>
    public int Connections => source.Connections;

    public void LetGo() => source.Held.Set();

    public override async ValueTask DisposeAsync()
    {
        LetGo();
        await base.DisposeAsync();
    }

    private sealed class HeldSource : DbDataSource
    {
        private int asked;
        private int connections;

        public int Connections => Volatile.Read(ref connections);

        public int Asked => Volatile.Read(ref asked);

        public ManualResetEventSlim Held { get; } = new();

        public override string ConnectionString => "";

        public DataTableReader Answer()
        {
            if (Interlocked.Increment(ref asked) == 1)
                Held.Wait(TimeSpan.FromSeconds(30)); // A test that fails never lets go.
            using var nothing = new DataTable();
            return nothing.CreateDataReader();
        }

        protected override DbConnection CreateDbConnection()
        {
            Interlocked.Increment(ref connections);
            return new HeldConnection(this);
        }
    }

    private sealed class HeldConnection(HeldSource source) : OpenConnection
    {
        protected override DbCommand CreateDbCommand() => new HeldCommand(source);
    }

    private sealed class HeldCommand(HeldSource source) : DbCommand
    {
        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection { get; } = new SqliteCommand().Parameters;

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery() => throw new NotSupportedException();

        public override object? ExecuteScalar() => throw new NotSupportedException();

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => source.Answer();
    }
}
