using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans.Storage;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Looks for the first cause that says what a failed write means: the provider wraps the driver's.</summary>
internal sealed class WriteFaults : IWriteFaults
{
    private const string LinkIndex = "identifier_link_owner";
    private const string OperationKey = "operation_pkey";

    /// <summary>SQLITE_CONSTRAINT: its message names the columns, not the index.</summary>
    private const int SqliteConstraint = 19;

    public WriteFault Classify(Exception exception) =>
        Causes(exception).Select(Meaning).FirstOrDefault(fault => fault is not null) ?? WriteFault.Unknown;

    private static IEnumerable<Exception> Causes(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Causes).Prepend(several),
        { InnerException: { } inner } => Causes(inner).Prepend(exception),
        _ => [exception],
    };

    private static WriteFault? Meaning(Exception exception) => exception switch
    {
        InconsistentStateException => WriteFault.Stale,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: LinkIndex } =>
            WriteFault.IdentifierTaken,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OperationKey } =>
            WriteFault.OperationSeen,
        SqliteException { SqliteErrorCode: SqliteConstraint } violation => Meaning(violation.Message),
        _ => null,
    };

    private static WriteFault? Meaning(string message) => message switch
    {
        _ when message.Contains("UNIQUE constraint failed: identifier_link.digest'", StringComparison.Ordinal) =>
            WriteFault.IdentifierTaken,
        _ when message.Contains("UNIQUE constraint failed: operation.key'", StringComparison.Ordinal) =>
            WriteFault.OperationSeen,
        _ => null,
    };
}
