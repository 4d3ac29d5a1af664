using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>A holder system as it is registered.</summary>
/// <param name="WebhookUrl">Null: it pulls.</param>
internal sealed record RegisteredSystem(HolderSystem System, string? WebhookUrl, DateTimeOffset RegisteredAt)
{
    /// <summary>It is told of warnings and escalations.</summary>
    public bool Notices { get; init; }
}

/// <summary>A change of the register: a registration, or a new signing secret.</summary>
/// <param name="Secret">The new signing secret; null: none is made.</param>
/// <param name="Operation">Recorded with it; null: the change has no name.</param>
internal sealed record RegisterChange(RegisteredSystem System, NewSecret? Secret, OperationRow? Operation);

/// <summary>A signing secret that is being made.</summary>
/// <param name="OldEnd">When the secrets before it end.</param>
internal sealed record NewSecret(int Number, DateTimeOffset At, DateTimeOffset OldEnd);

/// <summary>The register of holder systems, with the numbers of their signing secrets.</summary>
internal sealed class HolderRegister(RegistryDatabase database)
{
    private const string Columns = "select name, categories, confirm_within, webhook_url, registered_at, notices";

    private const string All = Columns + " from holder_system order by name";

    private const string One = Columns + " from holder_system where name = @name";

    private const string Newest = "select max(number) from holder_secret where system = @name";

    private const string Living = """
        select number from holder_secret where system = @name and (ends_at is null or ends_at > @now)
        order by number desc
        """;

    private const string Over = "select system, number from holder_secret where ends_at <= @now";

    private const string Drop = "delete from holder_secret where system = @name and number = @number";

    private const string Upsert = """
        insert into holder_system (name, categories, webhook_url, confirm_within, registered_at, notices)
        values (@name, @categories, @url, @within, @at, @notices)
        on conflict (name) do update set categories = excluded.categories, webhook_url = excluded.webhook_url,
            confirm_within = excluded.confirm_within, notices = excluded.notices
        """;

    /// <summary>Who asks for no more is not told of what still waits; without a webhook, of nothing.</summary>
    private const string DropNotices = $"""
        delete from notice where system = @name and not exists (
            select 1 from holder_system where name = @name and webhook_url is not null
                and (notices or type in {DeliveryRows.TakenBack}))
        """;

    private const string AddSecret =
        "insert into holder_secret (system, number, created_at) values (@name, @number, @at) on conflict do nothing";

    private const string EndSecrets = """
        update holder_secret set ends_at = @end
        where system = @name and number < @number and (ends_at is null or ends_at > @end)
        """;

    private const string AddOperation = """
        insert into operation (key, fingerprint, subject_id, version, refusal, at)
        values (@key, @fingerprint, null, @version, @refusal, @at)
        on conflict do nothing
        """;

    public async Task<IReadOnlyList<RegisteredSystem>> Read(CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(All);
        return await command.Read(Row, cancellation);
    }

    public async Task<RegisteredSystem?> Find(string name, CancellationToken cancellation)
    {
        if (!HolderSystem.IsName(name)) return null;
        await using var command = database.Source.CreateCommand(One);
        var found = await command.With("name", name).Read(Row, cancellation);
        return found is [var only] ? only : null;
    }

    /// <summary>The number of the newest secret; 0: there is none.</summary>
    public async Task<int> NewestSecret(string name, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Newest);
        return (await command.With("name", name).Read(row => row.Number(0), cancellation))[0] ?? 0;
    }

    /// <summary>The numbers of the secrets that sign, the newest first.</summary>
    public async Task<IReadOnlyList<int>> Secrets(string name, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Living);
        return await command.With("name", name).With("now", database.Instant(now))
            .Read(row => row.GetInt32(0), cancellation);
    }

    /// <summary>The secrets that sign no more, of all systems.</summary>
    public async Task<IReadOnlyList<(string System, int Number)>> EndedSecrets(
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Over);
        return await command.With("now", database.Instant(now))
            .Read(row => (row.GetString(0), row.GetInt32(1)), cancellation);
    }

    /// <summary>Forgets a secret that has ended; the newest never does, so that no number is given twice.</summary>
    public async Task Forget(string system, int number, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Drop);
        await command.With("name", system).With("number", number).ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>All of it or nothing.</summary>
    /// <returns>False: the operation, or a secret of that number, is there already; look again.</returns>
    public async Task<bool> Write(RegisterChange change, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if ((change.Operation is { } operation && !await Add(operation, transaction, cancellation))
            || (change.Secret is { } secret
                && !await Add(change.System.System.Name, secret, transaction, cancellation)))
            return false;
        await using var command = connection.Command(
            Upsert.Replace("@categories", database.Json("@categories"), StringComparison.Ordinal), transaction);
        await command
            .With("name", change.System.System.Name)
            .With("categories", JsonSerializer.Serialize(change.System.System.Categories, RegistryJson.Options))
            .With("url", change.System.WebhookUrl)
            .With("within", (long)change.System.System.ConfirmWithin.TotalSeconds)
            .With("at", database.Instant(change.System.RegisteredAt))
            .With("notices", change.System.Notices)
            .ExecuteNonQueryAsync(cancellation);
        await using var drop = connection.Command(DropNotices, transaction);
        await drop.With("name", change.System.System.Name).ExecuteNonQueryAsync(cancellation);
        await Commit(transaction, cancellation);
        return true;
    }

    /// <exception cref="OutcomeUnknownException">A connection that breaks here may have brought the commit through.
    /// </exception>
    private static async Task Commit(DbTransaction transaction, CancellationToken cancellation)
    {
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception fault) when (fault is DbException or OperationCanceledException)
        {
            throw new OutcomeUnknownException();
        }
    }

    private async Task<bool> Add(OperationRow operation, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var command = transaction.Connection!.Command(AddOperation, transaction);
        return await command
            .With("key", operation.Key)
            .With("fingerprint", operation.Fingerprint)
            .With("version", operation.Version)
            .With("refusal", operation.Refusal)
            .With("at", database.Instant(operation.At))
            .ExecuteNonQueryAsync(cancellation) == 1;
    }

    private async Task<bool> Add(
        string system, NewSecret secret, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var end = transaction.Connection!.Command(EndSecrets, transaction);
        await end.With("name", system).With("number", secret.Number).With("end", database.Instant(secret.OldEnd))
            .ExecuteNonQueryAsync(cancellation);
        await using var add = transaction.Connection!.Command(AddSecret, transaction);
        return await add.With("name", system).With("number", secret.Number).With("at", database.Instant(secret.At))
            .ExecuteNonQueryAsync(cancellation) == 1;
    }

    private RegisteredSystem Row(DbDataReader row) => new(
        new HolderSystem(
            row.GetString(0),
            JsonSerializer.Deserialize<ImmutableArray<DataCategory>>(row.GetString(1), RegistryJson.Options),
            TimeSpan.FromSeconds(row.GetInt64(2))),
        row.Text(3),
        database.Instant(row, 4))
    {
        Notices = row.GetBoolean(5),
    };
}
