using System.Collections;
using System.Reflection;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>An export has everything that the registry holds: what is new in a person's books is told, or named here.
/// </summary>
public sealed class ExportWalkTests
{
    /// <summary>What a person's books hold, and the member of an export that tells it.</summary>
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["Id"] = "Subject",
        ["Relationships.Relationships"] = "Relationships",
        ["Identifiers.Links"] = "Identifiers",
        ["Jurisdictions.Observations"] = "Jurisdictions",
        ["Consents.Consents"] = "Consents",
        ["OptOuts.OptOuts"] = "OptOuts",
        ["Retention.Clocks"] = "Categories",
        ["Deletions.Orders"] = "Deletions",
        ["Deletions.Tasks"] = "Tasks",
        ["Deletions.Withheld"] = "Withheld",
        ["Deletions.Unheld"] = "Unheld",
        ["Deletions.Erasures"] = "Erasures",
        ["Rights.Requests"] = "Requests",
        ["Holds.Holds"] = "Redactions",
    };

    /// <summary>What is left out, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["Version"] = "It counts what happened, whoever the controller was.",
        ["RegisteredAt"] = "Another controller may have been the first; relationships tell the time of the one asked.",
        ["RecordedAt"] = "It is the time of the last change, whoever the controller was.",
        ["ToldAt"] = "It is the time of the last change that was not of holders, whoever the controller was.",
        ["Status"] = "It follows from requests and erasures, of other controllers too; its own are told.",
        ["Deletions.WithheldEver"] = "It numbers what is kept back.",
        ["Tombstone"] = "Of somebody erased there is no export.",
    };

    [Fact]
    public void Everything_that_a_persons_books_hold_is_told_or_left_out_for_a_reason() => Assert.Equal(
        Held().Order(StringComparer.Ordinal), Told.Keys.Concat(LeftOut.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_left_out_has_a_reason() => Assert.All(LeftOut.Values, Assert.NotEmpty);

    [Fact]
    public void What_is_told_is_there()
    {
        var export = Archive.Export();

        Assert.All(Told.Values, member => Assert.True(
            typeof(Export).GetProperty(member)!.GetValue(export) is string { Length: > 0 }
                or IEnumerable and not string and not ICollection { Count: 0 },
            member));
    }

    /// <summary>
    /// What a person is made of, and in place of a book, what that is made of: other properties follow from these.
    /// </summary>
    private static IEnumerable<string> Held() => Properties(typeof(Subject)).SelectMany(one => IsBook(one)
        ? Properties(one.PropertyType).Select(inner => $"{one.Name}.{inner.Name}")
        : [one.Name]);

    private static bool IsBook(PropertyInfo one) => one.PropertyType.Name.EndsWith("Book", StringComparison.Ordinal);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite);
}
