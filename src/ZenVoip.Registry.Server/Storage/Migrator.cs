using System.Data.Common;
using System.Globalization;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// Applies the numbered SQL files that a database has not seen. A release expands and the next contracts, so a newer
/// database is refused only where one of its migrations says that this program is too old for it.
/// </summary>
internal static class Migrator
{
    private const string MinimumMark = "-- min-program-version: ";

    private const string Versions =
        "select coalesce(max(version), 0), coalesce(max(min_program_version), 0) from registry_schema";

    /// <summary>Brings the database to this program's version, in one transaction.</summary>
    /// <returns>The version of the database.</returns>
    public static Task<int> Migrate(RegistryDatabase database, CancellationToken cancellation) =>
        Migrate(database, Files(database), cancellation);

    /// <summary>The same with other files, in the order of their numbers.</summary>
    public static async Task<int> Migrate(
        RegistryDatabase database, IEnumerable<(string Name, string Text)> files, CancellationToken cancellation)
    {
        var migrations = files.Select(Migration.Parse).ToArray();
        var version = migrations[^1].Version;
        await database.Alone(
            async transaction =>
            {
                var applied = await Applied(transaction, cancellation);
                Refuse(applied.Minimum, program: version);
                foreach (var migration in migrations.Where(migration => migration.Version > applied.Version))
                {
                    await Apply(migration, transaction, cancellation);
                    FaultPoints.Reached(FaultPoint.MigrationApplied);
                }

                version = Math.Max(version, applied.Version);
            },
            cancellation);
        return version;
    }

    /// <summary>Looks only, at a database that was migrated before.</summary>
    /// <exception cref="StartRefusedException">It is too old or too new for this program.</exception>
    public static async Task Demand(RegistryDatabase database, CancellationToken cancellation)
    {
        var program = Migration.Parse(Files(database)[^1]).Version;
        await using var command = database.Source.CreateCommand(Versions);
        var applied = (await command.Read(Version, cancellation))[0];
        Refuse(applied.Minimum, program);
        if (applied.Version < program)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database is at version {applied.Version}, this program at {program}: run the command migrate."));
        }
    }

    private static IReadOnlyList<(string Name, string Text)> Files(RegistryDatabase database) =>
        SqlText.All($"{database.Folder}.migrations");

    private static async Task<(int Version, int Minimum)> Applied(
        DbTransaction transaction,
        CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.Execute(
            "create table if not exists registry_schema (version int primary key, min_program_version int not null)",
            transaction,
            cancellation);
        await using var command = connection.Command(Versions, transaction);
        return (await command.Read(Version, cancellation))[0];
    }

    private static (int Version, int Minimum) Version(DbDataReader row) => (row.GetInt32(0), row.GetInt32(1));

    private static void Refuse(int minimum, int program)
    {
        if (minimum > program)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database needs a program of schema version {minimum} or newer; this one knows {program}."));
        }
    }

    private static async Task Apply(Migration migration, DbTransaction transaction, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.Execute(migration.Sql, transaction, cancellation);
        await using var command = connection.Command(
            "insert into registry_schema (version, min_program_version) values (@version, @minimum)", transaction);
        await command.With("version", migration.Version).With("minimum", migration.Minimum)
            .ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Migration(int Version, int Minimum, string Sql)
    {
        public static Migration Parse((string Name, string Text) file) => new(
            Number(file.Name.Split('_')[0]),
            file.Text.StartsWith(MinimumMark, StringComparison.Ordinal)
                ? Number(file.Text[MinimumMark.Length..file.Text.IndexOf('\n', StringComparison.Ordinal)])
                : throw new InvalidOperationException($"{file.Name} does not begin with '{MinimumMark}'."),
            file.Text);

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
