namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Who may not read the schema cannot guess it from what is refused.</summary>
public sealed class HintTests
{
    private static readonly string[] Mistyped =
    [
        "{ rulebok { version } }",
        "{ rulebook { versio } }",
        "{ subjcts(fist: 1) { nodes { id } } }",
        "{ subjects(fist: 1) { nodes { id } } }",
        "{ subjects(filter: { kin: VISITOR }) { nodes { id } } }",
        "{ subjects(filter: { kind: VISITORR }) { nodes { id } } }",
        "query($filter: SubjectFilte) { subjects(filter: $filter) { nodes { id } } }",
        "{ node(id: \"x\") { ... on Subjec { version } } }",
        "{ node(id: \"x\") { version } }",
        "{ rulebook @skp(if: true) { version } }",
        "mutation { recordOptOt(input: {}) { errors { code } } }",
        "mutation { recordOptOut(input: { sourc: STOP }) { errors { code } } }",
        "subscription { change { at } }",
    ];

    [Fact(Explicit = true)]
    public async Task A_mistyped_name_gets_no_hint_of_the_right_one()
    {
        await using var registry = await Running.Start(("Registry__AllowIntrospection", "false"));
        using var client = await registry.ClientWith("subjects:read", "subjects:write", "decisions:read");

        foreach (var query in Mistyped)
        {
            var answer = await client.Send(query);
            Assert.Equal("VALIDATION", Running.CodeOf(answer));
            Assert.DoesNotContain("mean", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }
        var variable = await client.Send(
            "query($filter: SubjectFilter) { subjects(filter: $filter) { nodes { id } } }",
            new { filter = new { kind = "VISITORR", kin = "VISITOR" } });
        Assert.Equal("VARIABLES", Running.CodeOf(variable));
        Assert.DoesNotContain("mean", variable.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("FORBIDDEN", Running.CodeOf(await client.Send("{ __schema { queryType { name } } }")));
    }
}
