using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Npgsql;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>
/// Connections to PostgreSQL come from two pools: one of the registry, one of the keys. Seen in the compiled code.
/// </summary>
public sealed class DataSourceTests
{
    private static readonly Assembly Server = Assembly.Load("ZenVoip.Registry.Server");

    [Fact]
    public void The_registry_makes_one_data_source_and_the_keys_one() => Assert.Equal(
        [
            // For a moment also another, whose commands have no time limit: for what is done under the lock.
            "PostgresDatabase.Sourced: NpgsqlDataSourceBuilder..ctor",
            // For a moment, to make the database of the keys where Development has none yet.
            "PostgresKeyDatabase.CreateDatabase: NpgsqlDataSourceBuilder..ctor",
            "PostgresKeyDatabase.Pooled: NpgsqlDataSourceBuilder..ctor",
        ],
        Openings(Server));

    [Fact]
    public void The_container_has_one_database()
    {
        var services = new ServiceCollection().AddRegistryStorage(TestKeys.Configuration());

        var database = Assert.Single(services, service => service.ServiceType == typeof(RegistryDatabase));
        Assert.Equal(ServiceLifetime.Singleton, database.Lifetime);
    }

    [Fact]
    public void Another_way_to_a_connection_would_be_found() => Assert.Equal(
        [
            "DataSourceTests.Another: NpgsqlConnection..ctor",
            "DataSourceTests.AnotherLater: NpgsqlDataSource.Create",
            "DataSourceTests.AnotherOfOrleans: AdoNetGrainStorageOptions.set_ConnectionString",
        ],
        Openings(typeof(DataSourceTests).Assembly)
            .Where(each => each.StartsWith(nameof(DataSourceTests), StringComparison.Ordinal)));

    /// <summary>Every place that makes a connection or a source of them, in order.</summary>
    private static IEnumerable<string> Openings(Assembly assembly)
    {
        using var code = AssemblyDefinition.ReadAssembly(assembly.Location);
        return
        [
            .. code.MainModule.GetTypes().SelectMany(type => type.Methods)
                .Where(method => method.HasBody)
                .SelectMany(
                    method => method.Body.Instructions
                        .Select(step => step.Operand).OfType<MethodReference>().Where(Opens),
                    (method, called) => $"{Place(method)}: {called.DeclaringType.Name}.{called.Name}")
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Orleans would open a pool of its own by a text; a data source is what it is given.</summary>
    private static bool Opens(MethodReference called) => (called.DeclaringType.Name, called.Name) switch
    {
        (nameof(NpgsqlConnection) or nameof(NpgsqlDataSourceBuilder) or nameof(NpgsqlSlimDataSourceBuilder), ".ctor") =>
            true,
        (nameof(NpgsqlDataSource), nameof(NpgsqlDataSource.Create)) => true,
        (_, "set_ConnectionString") => called.DeclaringType.Namespace.StartsWith("Orleans", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The compiler moves what waits, and what is written within another method, into types of its own.
    /// </summary>
    private static string Place(MethodDefinition method)
    {
        var type = method.DeclaringType;
        var name = method.Name;
        for (; type.Name.StartsWith('<'); type = type.DeclaringType)
            name = type.Name is "<>c" || type.Name.StartsWith("<>c__", StringComparison.Ordinal) ? name : type.Name;
        return $"{type.Name}.{name.Split('<', '>').First(part => part.Length > 0)}";
    }

    private static NpgsqlConnection Another() => new();

    private static async Task AnotherLater()
    {
        await using var source = NpgsqlDataSource.Create("Host=nowhere");
        await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
    }

    private static Action<Orleans.Configuration.AdoNetGrainStorageOptions> AnotherOfOrleans() =>
        options => options.ConnectionString = "Host=nowhere";
}
