using System.Security.Claims;
using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using Subject = ZenVoip.Registry.Domain.Subjects.Subject;

namespace ZenVoip.Registry.Tests.Api;

/// <summary>What single fields tell to whom, and what single inputs may hold.</summary>
public sealed class FieldTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deletions:confirm subjects:read", null, false)]
    [InlineData("deletions:confirm subjects:read", "billing", false)]
    [InlineData("deletions:confirm", "crm", true)]
    [InlineData("rights:manage", null, true)]
    public void What_a_person_wrote_is_told_to_the_holder_and_to_who_manages_rights(
        string scopes, string? system, bool told)
    {
        var task = new HolderTask
        {
            Id = "tsk_1",
            Kind = HolderTaskKind.Rectify,
            Controller = Controller.ZenVoip,
            System = "crm",
            Categories = [],
            RequestId = "req_1",
            IssuedAt = DateTimeOffset.UnixEpoch,
            DueAt = DateTimeOffset.UnixEpoch,
        };
        var node = new HolderTaskNode("sub_1", new(Order: null, task, Links: [], ["my name is Ada"]));
        var context = Of(scopes, system);

        if (told) Assert.Equal(["my name is Ada"], node.Details(context));
        else Assert.Equal("FORBIDDEN", Assert.Throws<GraphFault>(() => node.Details(context)).Code);
    }

    [Fact]
    public void A_decision_tells_whom_it_is_about_also_where_the_token_names_no_client()
    {
        var decision = new DecisionRecord(new Decision
        {
            Outcome = DecisionOutcome.Permit,
            Reasons = [],
            SubjectId = "sub_1",
            RulebookVersion = "1",
            EvaluatedAt = DateTimeOffset.UnixEpoch,
        });
        ClaimsPrincipal nameless = new(new ClaimsIdentity([new("scope", "decisions:read")], "Test"));

        Assert.Null(decision.SubjectId(new ResolveFieldContext { User = nameless }));
        Assert.Equal("sub_1", decision.SubjectId(Of("decisions:read subjects:read", system: null)));
    }

    [Theory]
    [InlineData("mutation($i: PlaceLegalHoldInput!) { placeLegalHold(input: $i) { subject { "
        + "id legalHolds { id controller categories placedAt reason } } errors { code } } }", true)]
    [InlineData("mutation($i: PlaceLegalHoldInput!) { placeLegalHold(input: $i) { subject { consents { status } } } }",
        false)]
    public void Who_places_a_legal_hold_learns_by_what_it_is_released(string query, bool opens)
    {
        var document = Parser.Parse(query);
        var demands = AccessWalk.DemandsOf(
            RegistrySchema.Built, document, (GraphQLOperationDefinition)document.Definitions[0]);
        var officer = Of("rights:manage", system: null).User!;

        if (opens) demands.Check(officer, introspectionAllowed: false);
        else Assert.Throws<GraphFault>(() => demands.Check(officer, introspectionAllowed: false));
    }

    [Fact]
    public void A_page_of_people_ends_where_it_was_looked()
    {
        SubjectNode known = new(new Subject { Id = "sub_1" }, DateTimeOffset.UnixEpoch);

        var half = SubjectConnection.Of(["sub_1", "sub_2"], [known], hasNextPage: true);
        var unheard = SubjectConnection.Of(["sub_3"], [], hasNextPage: true);

        Assert.Equal(["sub_1"], half.Nodes.Select(node => node.Id));
        Assert.Equal(Cursors.Of("sub_2"), half.PageInfo.EndCursor);
        Assert.Equal((true, Cursors.Of("sub_3")), (unheard.PageInfo.HasNextPage, unheard.PageInfo.EndCursor));
    }

    [Fact]
    public async Task More_identifiers_than_a_person_can_have_are_refused_before_one_is_read()
    {
        // Nothing is there that could read them.
        SubjectChanges changes = new(null!, null!, null!, null!, null!, null!, null!, null!);
        RequestChanges requests = new(null!, null!, null!, null!, null!, null!);
        var caller = Caller.Of(Of("subjects:write rights:manage", system: null).User!)!;
        IdentifierInput[] Many(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new IdentifierInput(IdentifierType.User, $"{i}"))];

        var registered = await changes.Register(
            new()
            {
                Kind = SubjectKind.Visitor,
                Controller = "zenvoip",
                OnTaken = OnTaken.Refuse,
                Identifiers = Many(201),
            },
            caller,
            Cancellation);
        var verified = await requests.Verify(
            new() { RequestId = "req_1", Method = "letter", Identifiers = Many(1_001) }, caller, Cancellation);

        Assert.Equal("IDENTIFIER_LIMIT", Assert.Single(registered.Errors).Code);
        Assert.Equal("IDENTIFIER_LIMIT", Assert.Single(verified.Errors).Code);
    }

    private static ResolveFieldContext Of(string scopes, string? system) => new()
    {
        User = new(new ClaimsIdentity(
            [
                new("iss", "test"),
                new("client_id", "somebody"),
                new("scope", scopes),
                .. system is null ? Array.Empty<Claim>() : [new("system", system)],
            ],
            authenticationType: "Test")),
    };
}
