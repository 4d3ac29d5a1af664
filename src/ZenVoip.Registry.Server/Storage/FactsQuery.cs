using System.Data.Common;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// One statement, one snapshot: the facts of many keys. Its connection and its prepared command are kept from question
/// to question, for one thread at a time.
/// </summary>
internal sealed class FactsQuery(RegistryDatabase database) : IDisposable
{
    /// <summary>A decision that takes longer is a fault, in seconds.</summary>
    private const int Timeout = 5;

    /// <summary>One too many, so that the decision sees that there are more.</summary>
    private const int MostPeople = Facts.MaxPeople + 1;

    private readonly string sql = SqlText.One($"{database.Folder}.reads", "Facts");
    private DbCommand? command;

    /// <summary>Whether it holds a connection.</summary>
    public bool IsOpen => command is not null;

    /// <summary>The rows of every key, in the order of the keys. One that is asked twice is looked for once.</summary>
    public FactRows[] Ask(IReadOnlyList<FactsKey> keys)
    {
        command ??= Prepared();
        var (found, digests, ids) = (new FactRows[keys.Count], new string?[keys.Count], new string?[keys.Count]);
        Dictionary<FactsKey, FactRows> known = new(keys.Count);
        foreach (var (place, key) in keys.Index())
        {
            if (known.TryAdd(key, found[place] = known.GetValueOrDefault(key) ?? new()))
                (key.IsDigest ? digests : ids)[place] = key.Value;
        }

        command.Parameters[0].Value = database.Texts(digests);
        command.Parameters[1].Value = database.Texts(ids);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Add(reader, found[reader.GetInt32(0)]);
        }

        return found;
    }

    /// <summary>Gives the connection back: broken, or not needed for a while.</summary>
    public void Dispose()
    {
        var (used, connection) = (command, command?.Connection);
        command = null;
        try
        {
            used?.Dispose();
            connection?.Dispose();
        }
        catch (Exception)
        {
            // A broken connection may not even close; whom it served has been answered or told.
        }
    }

    private DbCommand Prepared()
    {
        var connection = database.Source.OpenConnection();
        try
        {
            var prepared = connection.Command(sql)
                .With("digests", database.Texts([]))
                .With("ids", database.Texts([]))
                .With("people", MostPeople);
            prepared.CommandTimeout = Timeout;
            prepared.Prepare();
            return prepared;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static byte[]? Profile(DbDataReader reader) => reader.IsDBNull(4) ? null : reader.Bytes(4);

    private void Add(DbDataReader reader, FactRows rows)
    {
        if (reader.Text(5) is { } controller)
        {
            rows.Add(new FactRows.StandingOptOut(reader.Text(1), reader.Number(2), controller, reader.Text(6))
            {
                Channel = reader.Text(7),
                Source = reader.GetString(8),
                At = database.Instant(reader, 9),
            });
        }
        else
        {
            rows.Add(new FactRows.Owner(
                reader.GetString(1), reader.Number(2), reader.Number(3), Profile(reader)));
        }
    }
}
