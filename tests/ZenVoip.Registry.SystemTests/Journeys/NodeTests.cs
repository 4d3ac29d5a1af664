namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Reading by the ids that the registry gave out, and page by page.</summary>
public sealed class NodeTests
{
    private const string Nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    [Fact]
    public async Task An_id_alone_is_asked_for_by_the_scopes_of_what_it_names_and_is_null_without()
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Register();
        const string query = "query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }";
        using var reader = await registry.ClientWith("subjects:read");
        using var holder = await registry.ClientOfSystem("store");

        var read = await reader.Ask(query, new { id });
        var unread = await holder.Ask(query, new { id });

        Assert.Equal((id, id), ((string)read["node"]!["id"]!, (string)read["nodes"]![0]!["id"]!));
        Assert.Null(unread["node"]);
        Assert.Null(Assert.Single(unread["nodes"]!.AsArray()));
    }

    [Fact]
    public async Task Several_ids_are_answered_in_order_and_who_is_unknown_with_null()
    {
        var registry = await SharedSilo.Registry();
        var (ada, grace) = (await registry.Register(), await registry.Register());

        var data = await registry.Client.Ask(Nodes, new { ids = new[] { grace, "sub_nobody", ada, grace } });

        Assert.Equal(
            [grace, null, ada, grace],
            data["nodes"]!.AsArray().Select(node => node?["id"]!.GetValue<string>()));
        Assert.Empty((await registry.Client.Ask(Nodes, new { ids = Array.Empty<string>() }))["nodes"]!.AsArray());
    }

    [Fact]
    public async Task More_ids_than_a_page_holds_are_refused()
    {
        var registry = await SharedSilo.Registry();

        var most = await registry.Client.Ask(Nodes, new { ids = Enumerable.Repeat("sub_nobody", 100) });
        var more = await registry.Client.Send(Nodes, new { ids = Enumerable.Repeat("sub_nobody", 101) });

        Assert.Equal(100, most["nodes"]!.AsArray().Count);
        Assert.Equal("TOO_MANY_ITEMS", Running.CodeOf(more));
    }

    [Theory]
    [InlineData("{ nodes(ids: [\"sub_nobody\"]) { id } }")]
    [InlineData("{ node(id: \"sub_nobody\") { id } }")]
    public async Task Ids_open_to_those_who_may_read_subjects(string query)
    {
        var registry = await SharedSilo.Registry();
        using var writer = await registry.ClientWith("subjects:write");

        Assert.Null((await registry.Client.Send(query))["errors"]);
        Assert.Equal("FORBIDDEN", Running.CodeOf(await writer.Send(query)));
    }
}
