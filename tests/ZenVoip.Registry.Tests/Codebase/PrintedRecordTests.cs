using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL.Types;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Api;

namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>Records print what they hold: those that hold what a caller wrote must not.</summary>
public sealed class PrintedRecordTests
{
    private const string Canary = "+4915112345678";
    private const string OnlyInTheCanary = "1511234";
    private const string Id = "sub_01j00000000000000000000000";

    private static readonly Dictionary<Type, object> Harmless = new()
    {
        [typeof(string)] = Canary,
        [typeof(Identifier)] = Identifier.TryCreate(IdentifierType.Phone, Canary)!,
        [typeof(IdentifierDigest)] = IdentifierDigest.Of(new byte[IdentifierDigest.Size]),
        [typeof(Controller)] = Controller.ZenVoip,
        [typeof(Purpose)] = Purpose.TryParse("marketing")!,
        [typeof(DataCategory)] = DataCategory.TryParse("BILLING")!,
        [typeof(Jurisdiction)] = Jurisdiction.TryParse("DE")!,
    };

    public static TheoryData<Type> Inputs =>
        [.. RegistrySchema.Built.AllTypes.OfType<IInputObjectGraphType>().Select(CodeOf)];

    public static TheoryData<Type> Calls =>
    [
        typeof(GraphQLCall), typeof(SubjectCall), typeof(Asked), typeof(Reference), typeof(SubjectRequest),
        .. typeof(SubjectCommand).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(SubjectCommand))),
    ];

    [Theory, MemberData(nameof(Inputs)), MemberData(nameof(Calls))]
    public void What_a_caller_wrote_is_not_printed(Type type) =>
        Assert.DoesNotContain(OnlyInTheCanary, Filled(type)!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_record_that_prints_would_be_found() =>
        Assert.Contains(OnlyInTheCanary, Filled(typeof(Talkative))!.ToString(), StringComparison.Ordinal);

    private static Type CodeOf(IInputObjectGraphType type)
    {
        Assert.True(type.GetType().IsGenericType, $"{type.Name} is made of no type of ours.");
        return type.GetType().GetGenericArguments()[0];
    }

    private static object? Filled(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Filled(inner);
        if (Harmless.TryGetValue(type, out var known)) return known;
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.GetField("Empty") is { } empty) return empty.GetValue(null);
        if (type.Assembly.GetName().Name?.StartsWith("ZenVoip", StringComparison.Ordinal) is not true) return null;
        if (type.IsAbstract) return Filled(typeof(Domain.Subjects.RegisterSubject));
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = IsId(property) ? Id : Filled(property.PropertyType);
            if (property.CanWrite && value is not null) property.SetValue(made, value);
        }
        return made;
    }

    /// <summary>Of the registry's own making; what a caller wrote is looked at before it comes further in.</summary>
    private static bool IsId(PropertyInfo property) => property.DeclaringType is { } type
        && type.Namespace != typeof(Server.Api.SubjectRef).Namespace
        && property.Name is "Id" or "SubjectId" or "HoldId" or "OrderId" or "TaskId" or "RequestId";

    private sealed record Talkative(string Said);
}
