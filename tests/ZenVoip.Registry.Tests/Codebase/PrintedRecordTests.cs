using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL.Types;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Server.Webhooks;
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
        [typeof(Period)] = Period.TryParse("P1Y")!,
        [typeof(Jurisdiction)] = Jurisdiction.TryParse("DE")!,
    };

    /// <summary>Codes and names that the rulebook or an operator gave: nobody else's words come in there.</summary>
    private static readonly string[] Codes =
        ["Cause", "TakenBy", "System", "Ground", "Because", "Rule", "RulebookVersion", "ReissueOf"];

    /// <summary>Of the rules, and not of a person.</summary>
    private static readonly Type[] Impersonal =
    [
        typeof(Refusal), typeof(Outcome.Refused), typeof(HolderSystem), typeof(Redaction), typeof(ExportedPurpose),
        typeof(ExportedCategory),
    ];

    public static TheoryData<Type> Inputs =>
        [.. RegistrySchema.Built.AllTypes.OfType<IInputObjectGraphType>().Select(CodeOf)];

    public static TheoryData<Type> Calls =>
    [
        typeof(GraphQLCall), typeof(SocketMessage), typeof(AdmittedOperation), typeof(HolderCall), typeof(AskedSystem),
        typeof(SubjectCall), typeof(Asked), typeof(Reference), typeof(SubjectRequest),
        .. typeof(SubjectCommand).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(SubjectCommand))),
    ];

    [Theory, MemberData(nameof(Inputs)), MemberData(nameof(Calls))]
    public void What_a_caller_wrote_is_not_printed(Type type) =>
        Assert.DoesNotContain(OnlyInTheCanary, Filled(type)!.ToString(), StringComparison.Ordinal);

    /// <summary>What is kept of a person, or given out: events, books and what they hold, exports.</summary>
    public static TheoryData<Type> Kept =>
    [
        .. typeof(SubjectEvent).Assembly.GetTypes().Where(type => !type.IsAbstract
            && !IsOfRules(type) && !Harmless.ContainsKey(type) && !Impersonal.Contains(type) && IsRecord(type)),
    ];

    [Theory, MemberData(nameof(Kept))]
    public void What_is_kept_of_a_person_is_not_printed(Type type) =>
        Assert.DoesNotContain(OnlyInTheCanary, Filled(type)!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Events_evidence_exports_and_books_are_among_them() => Assert.Empty(new[]
    {
        typeof(ConsentAnswered), typeof(Evidence), typeof(Export), typeof(ExportedIdentifier), typeof(RightsBook),
    }.Except(Kept.Select(row => row.Data)));

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
        if (type.IsAssignableTo(typeof(Delegate))) return null;
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.GetField("Empty") is { } empty) return empty.GetValue(null);
        if (type.Assembly.GetName().Name?.StartsWith("ZenVoip", StringComparison.Ordinal) is not true) return null;
        if (type.IsAbstract) return Filled(typeof(Domain.Subjects.RegisterSubject));
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = IsId(property) ? Id : IsCode(property) ? "CODE" : Filled(property.PropertyType);
            if (property.CanWrite && value is not null) property.SetValue(made, value);
        }
        return made;
    }

    /// <summary>A decision is made of codes, and of facts that identify nobody.</summary>
    private static bool IsOfRules(Type type) =>
        type.Namespace == typeof(Rules).Namespace || type.Namespace == typeof(Decision).Namespace;

    /// <summary>In a command it is still what a caller wrote.</summary>
    private static bool IsCode(PropertyInfo property) => property.DeclaringType is { } type
        && property.PropertyType == typeof(string) && type.Assembly == typeof(SubjectEvent).Assembly
        && !type.IsAssignableTo(typeof(SubjectCommand))
        && (IsOfRules(type) || Codes.Contains(property.Name) || (type == typeof(Export) && property.Name is "Subject"));

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    /// <summary>Of the registry's own making; what a caller wrote is looked at before it comes further in.</summary>
    private static bool IsId(PropertyInfo property) => property.DeclaringType is { } type
        && type.Namespace != typeof(Server.Api.SubjectRef).Namespace && type.Namespace != typeof(GraphQLCall).Namespace
        && property.Name is "Id" or "SubjectId" or "HoldId" or "OrderId" or "TaskId" or "RequestId";

    private sealed record Talkative(string Said);
}
