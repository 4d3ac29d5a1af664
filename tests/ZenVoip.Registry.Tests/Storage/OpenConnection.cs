using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>A connection to nothing, and open.</summary>
internal abstract class OpenConnection : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => ConnectionState.Open;

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException();
}
