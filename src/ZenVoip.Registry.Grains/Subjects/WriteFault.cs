namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Why a write was not acknowledged.</summary>
public enum WriteFault
{
    /// <summary>An exclusive identifier is held by another subject.</summary>
    IdentifierTaken,

    /// <summary>The operation id was recorded before.</summary>
    OperationSeen,

    /// <summary>The stored state has moved on.</summary>
    Stale,

    /// <summary>It may or may not have been stored.</summary>
    Unknown,
}

/// <summary>Tells what a failed write means; storage implements it, so that the grains know no database.</summary>
public interface IWriteFaults
{
    WriteFault Classify(Exception exception);
}

/// <summary>The answers to operations, by their keys.</summary>
public interface IOperationLog
{
    Task<OperationRow?> Find(string key, CancellationToken cancellation);

    /// <summary>Those of these operations that are answered.</summary>
    Task<IReadOnlyList<OperationRow>> FindAll(IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Stores the answer unless one is stored, and returns the one that is stored then.</summary>
    Task<OperationRow> Record(OperationRow row, CancellationToken cancellation);
}

/// <summary>Who holds an identifier.</summary>
public interface IIdentifierIndex
{
    /// <summary>The ids of the subjects that hold the identifier open, in order.</summary>
    Task<IReadOnlyList<string>> Owners(string digest, CancellationToken cancellation);

    /// <summary>The ids of the subjects that held the identifier at that time or after it and let it go.</summary>
    Task<IReadOnlyList<string>> FormerOwners(string digest, DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>The journal as stored.</summary>
public interface IJournalRows
{
    /// <summary>The entries after a sequence number, in order.</summary>
    Task<IReadOnlyList<JournalRow>> Read(string subjectId, int after, int count, CancellationToken cancellation);
}
