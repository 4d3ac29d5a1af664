using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Whose an order or a task is, and whom it is given to.</summary>
/// <param name="Version">That of the subject, in the same snapshot.</param>
internal sealed record WorkPlace(string Id, string SubjectId, string System, int Version);

/// <summary>The orders and tasks of holder systems, from their table.</summary>
internal sealed class HolderWorkRows(RegistryDatabase database)
{
    private const string All = """
        select id, subject_id, system, (select version from subject where id = holder_work.subject_id)
        from holder_work where
        """;

    public async Task<WorkPlace?> Find(string id, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand($"{All} id = @id");
        var found = await command.With("id", id).Read(Place, cancellation);
        return found is [var only] ? only : null;
    }

    /// <summary>
    /// The deletion orders, or the tasks, after an id, in order, of those that match all that is given; whoever asks
    /// for one more than a page knows whether another follows.
    /// </summary>
    public Task<IReadOnlyList<WorkPlace>> Orders(
        string? after, int count, string? system, string? status, CancellationToken cancellation) =>
        Read("kind = 'DELETE'", after, count, system, status, cancellation);

    /// <inheritdoc cref="Orders"/>
    public Task<IReadOnlyList<WorkPlace>> Tasks(
        string? after, int count, string? system, string? status, CancellationToken cancellation) =>
        // Tasks come after all orders.
        Read("kind <> 'DELETE'", after ?? "tsk_", count, system, status, cancellation);

    private async Task<IReadOnlyList<WorkPlace>> Read(
        string kind, string? after, int count, string? system, string? status, CancellationToken cancellation)
    {
        if (system is not null && !HolderSystem.IsName(system)) return [];
        (string Column, string? Value)[] all = [("system", system), ("status", status)];
        var wanted = all.Where(filter => filter.Value is not null).ToArray();
        var matches = string.Concat(wanted.Select(filter => $" and {filter.Column} = @{filter.Column}"));
        await using var command = database.Source.CreateCommand(
            $"{All} id > @after and {kind}{matches} order by id limit @count");
        command.With("after", after ?? "").With("count", count);
        foreach (var (column, value) in wanted)
        {
            command.With(column, value);
        }

        return await command.Read(Place, cancellation);
    }

    private static WorkPlace Place(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.Number(3) ?? 0);
}
