using System.Reflection;
using GraphQL;
using GraphQL.Types;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Api;

public sealed class InputPathTests
{
    private static readonly IReadOnlyList<FieldType> Mutations = [.. RegistrySchema.Built.Mutation!.Fields];

    private static readonly IReadOnlyList<Refusal> All =
    [
        .. new[] { typeof(Refusals), typeof(EdgeRefusals), typeof(StorageRefusals) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Refusal))
            .Select(field => (Refusal)field.GetValue(null)!),
    ];

    [Fact]
    public void A_path_exists_in_the_input_of_the_mutation_or_there_is_none()
    {
        Assert.NotEmpty(All);
        foreach (var mutation in Mutations)
        {
            var input = mutation.Arguments!.Find("input")!.ResolvedType!;
            foreach (var field in All.Select(refusal => refusal.Field).OfType<string>().Distinct())
                Exists(input, InputPath.Of(input, field), $"{mutation.Name}: {field}");
        }
    }

    [Theory]
    [InlineData("linkIdentifier", "identifier.value", null, "input.identifier.value")]
    [InlineData("linkIdentifier", "subject.identifier.value", null, "input.subject.identifier.value")]
    [InlineData("registerSubject", "identifier", null, "input.identifiers")]
    [InlineData("registerSubject", "identifiers.3.value", null, "input.identifiers.3.value")]
    [InlineData("registerSubject", "subject", null, null)]
    [InlineData("recordConsents", "subject.identifier.value", 7, "input.items.7.subject.identifier.value")]
    [InlineData("recordOptOut", "expectedVersion", null, null)]
    public void A_path_is_written_as_the_caller_writes_the_input(
        string mutation, string field, int? item, string? expected)
    {
        var input = Mutations.Single(one => one.Name == mutation).Arguments!.Find("input")!.ResolvedType!;

        var path = InputPath.Of(input, field, item);

        Assert.Equal(expected, path is null ? null : string.Join('.', path));
    }

    private static void Exists(IGraphType input, IReadOnlyList<string>? path, string what)
    {
        var type = input;
        foreach (var step in path?.Skip(1) ?? [])
        {
            var found = (type.GetNamedType() as IInputObjectGraphType)?.Fields.Find(step);
            Assert.True(found is not null, $"{what}: {step} is no field");
            type = found!.ResolvedType!;
        }
    }
}
