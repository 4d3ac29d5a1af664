using System.Security.Claims;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class CallerTests
{
    [Fact]
    public void The_client_stands_before_the_party_and_the_subject()
    {
        Assert.Equal("i|c", Of(("iss", "i"), ("client_id", "c"), ("azp", "a"), ("sub", "s"))?.Client);
        Assert.Equal("i|a", Of(("iss", "i"), ("azp", "a"), ("sub", "s"))?.Client);
        Assert.Equal("i|s", Of(("iss", "i"), ("sub", "s"))?.Client);
    }

    [Fact]
    public void An_empty_name_is_none_and_limits_know_a_client_by_the_name_of_the_journal()
    {
        var caller = Principal(("iss", "i"), ("client_id", ""), ("azp", "a"), ("sub", "s"));

        Assert.Equal("i|a", Caller.Of(caller)?.Client);
        Assert.Equal("i|a", CallLimiter.ClientOf(caller));
        Assert.Equal("j|a", CallLimiter.ClientOf(Principal(("iss", "j"), ("azp", "a"))));
        Assert.Equal("", CallLimiter.ClientOf(Principal(("azp", "a"))));
    }

    [Fact]
    public void Who_does_not_say_who_is_nobody()
    {
        Assert.Null(Of(("iss", "i")));
        Assert.Null(Of(("sub", "s")));
        Assert.Null(Of(("iss", "i"), ("sub", new string('s', Caller.MaxClientLength))));
        Assert.Null(Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new("iss", "i"), new("sub", "s")]))));
        Assert.Null(Caller.Of(new ClaimsPrincipal()));
    }

    [Fact]
    public void Known_scopes_count_in_either_spelling_and_others_do_not()
    {
        var caller = Of(
            ("iss", "i"), ("sub", "s"), ("scope", "subjects:read  everything:*"), ("scp", "decisions:read"),
            ("scp", "subjects:read"), ("roles", "registry:admin"))!;

        Assert.Equal([Scopes.DecisionsRead, Scopes.SubjectsRead], caller.Scopes);
        Assert.True(caller.May(Scopes.SubjectsRead));
        Assert.False(caller.May(Scopes.RegistryAdmin));
    }

    [Fact]
    public void A_token_speaks_for_one_system_or_for_none()
    {
        Assert.Equal("billing", Of(("iss", "i"), ("sub", "s"), ("system", "billing"))!.System);
        Assert.Null(Of(("iss", "i"), ("sub", "s"))!.System);
        Assert.Null(Of(("iss", "i"), ("sub", "s"), ("system", "billing"), ("system", "messages"))!.System);
    }

    private static Caller? Of(params (string Type, string Value)[] claims) => Caller.Of(Principal(claims));

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), authenticationType: "test"));
}
