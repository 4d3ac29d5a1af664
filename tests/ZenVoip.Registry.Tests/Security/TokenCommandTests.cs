using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class TokenCommandTests : IDisposable
{
    private readonly DataDirectory data = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => data.Dispose();

    [Fact]
    public void The_token_is_all_that_is_printed_and_allows_everything_for_eight_hours()
    {
        var (code, output, error) = Run("Development");
        var token = new JsonWebToken(output.Trim());

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(string.Join(' ', Scopes.All), token.GetClaim("scope").Value);
        Assert.Equal("development", token.GetClaim("client_id").Value);
        Assert.Equal(clock.GetUtcNow().AddHours(8).UtcDateTime, token.ValidTo);
        Assert.False(token.TryGetClaim("system", out _));
    }

    [Theory]
    [InlineData("--scope decisions:read --scope subjects:read")]
    [InlineData("--scope decisions:read subjects:read")]
    public void Scopes_may_be_repeated_or_listed(string arguments)
    {
        var (_, output, _) = Run("Development", arguments.Split(' '));

        Assert.Equal("decisions:read subjects:read", new JsonWebToken(output.Trim()).GetClaim("scope").Value);
    }

    [Fact]
    public void Scopes_may_be_separated_by_spaces_and_the_rest_may_be_said()
    {
        var (_, output, _) = Run(
            "Development", "--scope", "deletions:confirm schema:read", "--system", "billing",
            "--client", "billing-sync", "--lifetime", "30m");
        var token = new JsonWebToken(output.Trim());

        Assert.Equal("deletions:confirm schema:read", token.GetClaim("scope").Value);
        Assert.Equal("billing", token.GetClaim("system").Value);
        Assert.Equal("billing-sync", token.GetClaim("client_id").Value);
        Assert.Equal(clock.GetUtcNow().AddMinutes(30).UtcDateTime, token.ValidTo);
    }

    [Theory]
    [InlineData("--scope decisions:read --Registry:DataDirectory {0}")]
    [InlineData("--Registry:DataDirectory {0} --scope decisions:read")]
    [InlineData("--scope decisions:read --Registry:DataDirectory={0} --client crm")]
    public void A_setting_after_a_scope_is_a_setting(string arguments)
    {
        var (code, output, error) = Run("Development", string.Format(null, arguments, data.Path).Split(' '));

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("decisions:read", new JsonWebToken(output.Trim()).GetClaim("scope").Value);
    }

    [Theory]
    [InlineData("Bad Name")]
    [InlineData("Billing")]
    [InlineData("")]
    public void A_token_is_for_a_holder_system_as_it_can_be_registered(string system)
    {
        var (code, output, error) = Run("Development", "--system", system);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("--system must be", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "--scope everything", "There is no scope everything")]
    [InlineData("Development", "--lifetime forever", "--lifetime must be")]
    [InlineData("Production", "--client crm", "Only Development")]
    public void A_refusal_goes_to_standard_error(string environment, string arguments, string message)
    {
        var (code, output, error) = Run(environment, arguments.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("7d", 604800)]
    [InlineData("01:30:00", 5400)]
    [InlineData("365d", 31536000)]
    [InlineData("366d", null)]
    [InlineData("0h", null)]
    [InlineData("-1h", null)]
    [InlineData("8", null)]
    [InlineData("h", null)]
    [InlineData("4294967295d", null)]
    public void A_lifetime_is_a_number_with_a_unit(string text, int? seconds) =>
        Assert.Equal(seconds, (int?)Lifetime.TryParse(text)?.TotalSeconds);

    private (int Code, string Output, string Error) Run(string environment, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var command = TokenCommand.Create(
            TestKeys.Configuration(("Registry:DataDirectory", data.Path)), TestKeys.Environment(environment), clock);
        var code = new RootCommand { command }.Parse(["token", .. arguments])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
