using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class IdentifierOptionsTests
{
    [Fact]
    public void The_default_country_comes_from_the_configuration()
    {
        var result = Parser("DE").Parse(IdentifierType.Phone, "030 123456", country: null);

        Assert.Equal("+4930123456", Assert.IsType<IdentifierResult.Parsed>(result).Identifier.Value);
    }

    [Theory]
    [InlineData("Germany")]
    [InlineData("XX")]
    [InlineData("de")]
    [InlineData("")]
    public void A_default_country_without_a_numbering_plan_is_refused(string country) =>
        Assert.Throws<OptionsValidationException>(() => Parser(country));

    private static IdentifierParser Parser(string country) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Registry:DefaultCountry", country)]).Build())
        .AddIdentifiers()
        .BuildServiceProvider().GetRequiredService<IdentifierParser>();
}
