using System.Data.Common;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>One statement, one snapshot: the facts of many keys.</summary>
internal sealed class FactsQuery(RegistryDatabase database)
{
    /// <summary>A decision that takes longer is a fault, in seconds.</summary>
    private const int Timeout = 5;

    /// <summary>One too many, so that the decision sees that there are more.</summary>
    private const int MostPeople = Facts.MaxPeople + 1;

    private static readonly FactRows Nothing = new();

    private readonly string sql = SqlText.One($"{database.Folder}.reads", "Facts");

    public ValueTask<DbConnection> Open(CancellationToken cancellation) =>
        database.Source.OpenConnectionAsync(cancellation);

    /// <summary>The rows of every key that has any; see <see cref="Of"/>.</summary>
    public async Task<IReadOnlyDictionary<string, FactRows>> Ask(
        DbConnection connection,
        IReadOnlyCollection<SubjectKey> keys,
        CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        command.CommandTimeout = Timeout;
        command.With("digests", database.Texts(Distinct(keys, digests: true)))
            .With("ids", database.Texts(Distinct(keys, digests: false)))
            .With("people", MostPeople);
        Dictionary<string, FactRows> found = [];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            Add(reader, found);
        }

        return found;
    }

    public static FactRows Of(SubjectKey key, IReadOnlyDictionary<string, FactRows> found) =>
        found.GetValueOrDefault(key.Value, Nothing);

    /// <summary>A key that is asked twice must not answer twice.</summary>
    private static HashSet<string> Distinct(IEnumerable<SubjectKey> keys, bool digests) =>
        [.. keys.Where(key => key.IsDigest == digests).Select(key => key.Value)];

    private void Add(DbDataReader reader, Dictionary<string, FactRows> found)
    {
        var key = reader.GetString(0);
        if (!found.TryGetValue(key, out var rows))
        {
            found.Add(key, rows = new());
        }

        if (reader.Text(5) is { } controller)
        {
            rows.OptOuts.Add(new(reader.Text(1), reader.Number(2), controller, reader.Text(6))
            {
                Channel = reader.Text(7),
                Source = reader.GetString(8),
                At = database.Instant(reader, 9),
            });
        }
        else
        {
            rows.Owners.Add(new(reader.GetString(1), reader.Number(2), reader.Number(3), reader.Text(4)));
        }
    }
}
