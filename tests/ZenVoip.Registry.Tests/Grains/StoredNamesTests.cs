using System.Reflection;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Names that are stored or sent between releases: added, never changed.</summary>
public sealed class StoredNamesTests
{
    private const string Approved = "tests/ZenVoip.Registry.Tests/Grains/stored-names.txt";

    [Fact]
    public void Stored_names_are_the_approved_ones() =>
        Assert.Equal(SourceTree.Read(Approved).TrimEnd('\n').Split('\n'), Names().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_and_every_command_has_a_name()
    {
        Assert.Equal(Leaves<SubjectEvent>(), MessageNames.Events.Keys.ToHashSet());
        Assert.Equal(Leaves<SubjectCommand>(), MessageNames.Commands.Keys.ToHashSet());
    }

    [Fact]
    public void No_two_have_the_same_name()
    {
        var names = Names().ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void What_travels_between_silos_has_a_name_of_its_own() => Assert.All(
        typeof(ISubjectGrain).Assembly.GetTypes().Where(type =>
            type.IsDefined(typeof(GenerateSerializerAttribute)) || type.IsDefined(typeof(GrainInterfaceTypeAttribute))),
        type => Assert.NotNull(type.GetCustomAttribute<AliasAttribute>()));

    private static HashSet<Type> Leaves<T>() =>
    [
        .. typeof(T).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(T))),
    ];

    private static IEnumerable<string> Names()
    {
        foreach (var name in MessageNames.Events.Values)
            yield return $"event {name}";
        foreach (var name in MessageNames.Commands.Values)
            yield return $"command {name}";
        foreach (var type in typeof(ISubjectGrain).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(
            typeof(ISubjectGrain).Assembly.GetName().Name!, StringComparison.Ordinal) == true))
            foreach (var name in Names(type))
                yield return name;
    }

    private static IEnumerable<string> Names(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>() is { Alias: var alias })
            yield return $"alias {alias}";
        if (Argument(type, nameof(GrainTypeAttribute)) is { } grain)
            yield return $"grain {grain}";
        if (Argument(type, nameof(GrainInterfaceTypeAttribute)) is { } contract)
            yield return $"interface {contract}";
        foreach (var method in type.GetMethods())
            if (method.GetCustomAttribute<AliasAttribute>() is { Alias: var call })
                yield return $"call {call}";
        foreach (var state in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()))
            if (state is not null)
                yield return $"state {state.StateName}";
    }

    private static string? Argument(Type type, string attribute) => type.CustomAttributes
        .FirstOrDefault(each => each.AttributeType.Name == attribute)?.ConstructorArguments[0].Value as string;
}
