using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Operations;

public sealed class StartRefusalTests
{
    [Fact]
    public void What_was_refused_is_told_in_its_own_words() =>
        Assert.Equal("Set it.", StartRefusals.Of(new StartRefusedException("Set it.")));

    [Fact]
    public void A_fault_of_the_program_keeps_its_stack_trace() =>
        Assert.Null(StartRefusals.Of(new InvalidOperationException("Sequence contains no elements")));
}
