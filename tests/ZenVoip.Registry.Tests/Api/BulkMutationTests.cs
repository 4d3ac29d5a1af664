using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Http;

namespace ZenVoip.Registry.Tests.Api;

public sealed class BulkMutationTests : IDisposable
{
    private const string Canary = "+4915112345678";

    private readonly LogCapture log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task An_unexpected_fault_of_one_item_is_logged_with_its_trace_and_without_its_message()
    {
        using var call = new Activity("call").Start();

        var payloads = await Run(_ => throw new InvalidOperationException($"no room for {Canary}"));

        Assert.All(payloads, payload => Assert.Equal("INTERNAL", Assert.Single(payload.Errors).Code));
        Assert.All(payloads, payload => Assert.Contains(
            call.TraceId.ToString(), payload.Errors[0].Message, StringComparison.Ordinal));
        Assert.Contains(call.TraceId.ToString(), log.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("49151", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(payloads, payload => payload.Errors[0].Message.Contains("49151"));
    }

    [Fact]
    public async Task Without_a_trace_the_answer_still_names_the_line_of_the_log()
    {
        Activity.Current = null;

        var payloads = await Run(_ => throw new InvalidOperationException());

        var trace = payloads[0].Errors[0].Message.TrimEnd('.').Split(' ')[^1];
        Assert.Equal(32, trace.Length);
        Assert.Contains(trace, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_callers_can_mend_is_not_logged_as_one_of_the_registry()
    {
        var payloads = await Run(item => item switch
        {
            "b" => throw new TimeoutException(),
            "c" => throw new TaskCanceledException(),
            _ => Task.FromResult(new SubjectPayload(null, [])),
        });

        Assert.Equal([null, "UNAVAILABLE", "UNAVAILABLE"], payloads.Select(CodeOf));
        Assert.Equal("", log.Text);
    }

    private static string? CodeOf(SubjectPayload payload) => payload.Errors is [var error, ..] ? error.Code : null;

    private Task<SubjectPayload[]> Run(Func<string, Task<SubjectPayload>> carryOut)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        var faults = new Faults(logging.CreateLogger<Faults>(), new SubjectFaults());
        return BulkMutation.Run(
            ["a", "b", "c"], limit: 3, item => item, carryOut, faults, TestContext.Current.CancellationToken);
    }
}
