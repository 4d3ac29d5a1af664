using System.Reflection;
using GraphQL.Types;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Tells which fields need not be waited for.</summary>
internal static class PlainMembers
{
    private const BindingFlags Public =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.IgnoreCase;

    /// <summary>
    /// The field is a property, or a method without arguments of the caller's, that answers at once. False where that
    /// cannot be seen.
    /// </summary>
    public static bool IsAtHand(IObjectGraphType type, FieldType field) =>
        field is { Arguments: null or { Count: 0 } }
        && SourceOf(type.GetType())?.GetMember(field.Name, Public) is [var member]
        && member switch
        {
            PropertyInfo property => AnswersAtOnce(property.PropertyType),
            MethodInfo method => AnswersAtOnce(method.ReturnType),
            _ => false,
        };

    private static bool AnswersAtOnce(Type type) => type.GetMethod("GetAwaiter") is null;

    /// <summary>The class that an object type was made from.</summary>
    private static Type? SourceOf(Type? type) => type switch
    {
        null => null,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ObjectGraphType<>) =>
            type.GetGenericArguments()[0],
        _ => SourceOf(type.BaseType),
    };
}
