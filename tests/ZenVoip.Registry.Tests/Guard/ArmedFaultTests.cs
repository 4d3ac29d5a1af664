using Microsoft.Extensions.Hosting;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Guard;

public sealed class ArmedFaultTests
{
    [Theory]
    [InlineData("ChangeStored", 1)]
    [InlineData("ChangeStored:3", 3)]
    public void A_point_is_named_with_the_time_at_which_it_kills(string text, int time) =>
        Assert.Equal(new(FaultPoint.ChangeStored, time), Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_armed_where_nothing_is_named(string? text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("0")]
    [InlineData("changestored")]
    [InlineData("ChangeStored:0")]
    [InlineData("ChangeStored:-1")]
    [InlineData("ChangeStored:")]
    [InlineData("ChangeStored:1:2")]
    [InlineData("ChangeStored,KeyCreated")]
    public void What_is_no_point_is_refused(string text) =>
        Assert.Throws<StartRefusedException>(() => Read(text));

    [Fact]
    public void It_is_refused_outside_development() =>
        Assert.Throws<StartRefusedException>(() => Read("ChangeStored", Environments.Production));

    private static ArmedFault? Read(string? text, string environment = "Development") => ArmedFault.Of(
        TestKeys.Configuration(("Registry:FaultPoint", text!)), TestKeys.Environment(environment));
}
