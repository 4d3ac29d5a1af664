using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Api;

public sealed class ContractTests
{
    private const string Promise = """
        enum Kind { A B }
        interface Node { id: ID! }
        type Thing implements Node { id: ID! list(first: Int = 20): [Kind!]! }
        input Which @oneOf { id: ID kind: Kind = A }
        """;

    [Fact]
    public void What_other_programs_rely_on_is_served() => Assert.Empty(Contract.Mismatches(
        SourceTree.Read("tests/ZenVoip.Registry.Tests/Api/contract.graphql"),
        SchemaDownload.Print(RegistrySchema.Built)));

    [Theory]
    [InlineData("A B", "A B C")]
    [InlineData("{ id: ID! list", "{ more(than: Int! = 1): Int id: ID! list")]
    [InlineData("{ id: ID! list", "{ more(than: Int!): Int id: ID! list")]
    [InlineData("kind: Kind = A", "kind: Kind = A more: Int")]
    public void Growth_is_no_mismatch(string before, string after) =>
        Assert.Empty(Contract.Mismatches(Promise, Promise.Replace(before, after, StringComparison.Ordinal)));

    [Theory]
    [InlineData("A B", "A", "Kind lacks B")]
    [InlineData(" implements Node", "", "Thing lacks the interface Node")]
    [InlineData(" @oneOf", "", "Which lacks @oneOf")]
    [InlineData("first: Int = 20", "first: Int! = 20", "Thing lacks list(first): Int = 20")]
    [InlineData("first: Int = 20", "first: Int = 21", "Thing lacks list(first): Int = 20")]
    [InlineData("[Kind!]!", "[Kind]!", "Thing lacks list: [Kind!]!")]
    [InlineData("kind: Kind = A", "kind: Kind = A more: Int!", "Which demands more")]
    [InlineData("(first: Int = 20)", "(first: Int = 20, more: ID!)", "Thing demands list(more)")]
    [InlineData("enum Kind { A B }", "scalar Kind", "Kind is a ScalarTypeDefinition")]
    [InlineData("enum Kind { A B }", "", "Kind is missing")]
    public void A_broken_promise_is_found(string before, string after, string mismatch) => Assert.Equal(
        [mismatch], Contract.Mismatches(Promise, Promise.Replace(before, after, StringComparison.Ordinal)));
}
