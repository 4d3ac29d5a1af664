using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.Tests.Http;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Webhooks;

/// <summary>One attempt against a real receiver.</summary>
public sealed class SenderTests : IAsyncDisposable
{
    private static readonly SigningSecret Old = SigningSecret.Parse("whsec_" + TestKeys.Base64(1));
    private static readonly SigningSecret New = SigningSecret.Parse("whsec_" + TestKeys.Base64(2));
    private static readonly Letter Sent = Letter.Of(new Errand("ord_1", "sub_1", "DELETE", Told.Noon, Attempts: 0));

    private readonly FakeTimeProvider clock = new(Told.Noon);
    private readonly List<ServiceProvider> made = [];
    private readonly LogCapture log = new();

    [Fact]
    public async Task A_receiver_gets_the_letter_signed_with_the_new_and_the_old_secret()
    {
        await using var receiver = await Receiver.Start(204);

        var receipt = await Send(Sender(), receiver.Address);

        Assert.True(receipt.IsDelivered);
        var got = Assert.Single(receiver.Got);
        var signatures = new[] { New, Old }.Select(secret => secret.Sign("ord_1", Told.Noon, Sent.Body.Span));
        Assert.Equal("ord_1", got["webhook-id"]);
        Assert.Equal(SigningSecret.Seconds(Told.Noon), got["webhook-timestamp"]);
        Assert.Equal(string.Join(' ', signatures), got["webhook-signature"]);
        Assert.Equal("application/json", got["content-type"]);
        Assert.Contains("\"id\":\"ord_1\"", got[""], StringComparison.Ordinal);
        Assert.DoesNotContain("sub_1", string.Concat(got.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task No_redirect_is_followed(int status)
    {
        await using var elsewhere = await Receiver.Start(200);
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = elsewhere.Address.ToString();
            return Task.CompletedTask;
        });

        var receipt = await Send(Sender(), receiver.Address);

        Assert.Equal((status.ToString(), false), (receipt.Outcome, receipt.IsDelivered));
        Assert.Empty(elsewhere.Got);
    }

    [Fact]
    public async Task A_slow_receiver_is_given_up_in_time()
    {
        await using var receiver = await Receiver.Start(http => Task.Delay(-1, http.RequestAborted));
        var sender = Sender(("Timeout", "00:00:00.3"));

        var receipt = Send(sender, receiver.Address);
        while (!receipt.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(Receipt.Timeout, (await receipt).Outcome);
    }

    [Fact]
    public async Task Of_a_body_without_end_little_is_read()
    {
        var written = 0L;
        var cut = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(async http =>
        {
            var chunk = new byte[64 * 1024];
            http.RequestAborted.Register(() => cut.TrySetResult());
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                written += chunk.Length;
                // What is written to a connection that is gone is thrown away, and would count.
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }
        });
        var waited = Stopwatch.StartNew();

        var receipt = await Send(Sender(), receiver.Address);
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(receipt.IsDelivered);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(Volatile.Read(ref written), 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task A_receiver_says_when_it_wants_to_be_asked_again()
    {
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });

        Assert.Equal(new Receipt("429", TimeSpan.FromMinutes(2)), await Send(Sender(), receiver.Address));
    }

    [Theory]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://127.0.0.1:{0}/")]
    public async Task This_machine_is_out_of_reach_outside_Development(string url)
    {
        await using var receiver = await Receiver.Start(200);
        var address = new Uri(string.Format(null, url, receiver.Address.Port));

        var receipt = await Send(Sender(Environments.Production), address);

        Assert.False(receipt.IsDelivered);
        Assert.Empty(receiver.Got);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_its_network_is_allowed()
    {
        var nowhere = new Uri("https://10.255.255.1:1/");

        Assert.Equal(Receipt.AddressRefused, (await Send(Sender(Environments.Production), nowhere)).Outcome);
        Assert.Equal(
            Receipt.Unreachable,
            (await Send(
                Sender(Environments.Production, ("AllowedNetworks:0", "127.0.0.0/8")),
                new Uri("https://127.0.0.1:1/"))).Outcome);
    }

    [Fact]
    public async Task A_system_that_is_down_is_left_alone_for_a_while_and_no_other_with_it()
    {
        var status = 503;
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        });
        var sender = Sender(("BreakAfter", "3"), ("BreakFor", "00:00:30"));
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Equal("503", (await Send(sender, receiver.Address)).Outcome);

        var resting = await Send(sender, receiver.Address);
        var other = await Send(sender, receiver.Address, "other");
        Volatile.Write(ref status, 200);
        clock.Advance(TimeSpan.FromSeconds(31));
        var again = await Send(sender, receiver.Address);

        Assert.True(resting.IsResting);
        Assert.InRange(resting.Wished!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal("503", other.Outcome);
        Assert.True(again.IsDelivered);
        Assert.Equal(5, receiver.Got.Count);
    }

    [Fact]
    public async Task That_a_system_is_down_is_said_once_and_is_no_failure()
    {
        var sender = Sender(("BreakAfter", "3"));

        for (var attempt = 0; attempt < 5; attempt++)
            await Send(sender, new Uri("https://127.0.0.1:1/"));

        Assert.Equal("billing is left alone for 00:00:30: its deliveries failed again and again", log.Text);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in made)
            await provider.DisposeAsync();
    }

    private static Task<Receipt> Send(WebhookSender sender, Uri url, string system = "billing") =>
        sender.Send(system, url, Sent, [New, Old], CancellationToken.None);

    private WebhookSender Sender(params (string Key, string Value)[] settings) =>
        Sender(Environments.Development, settings);

    private WebhookSender Sender(string environment, params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = TestKeys.Configuration(
            [.. settings.Select(setting => ($"{WebhookOptions.Section}:{setting.Key}", (string?)setting.Value))]);
        var provider = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(TestKeys.Environment(environment))
            .AddSingleton<TimeProvider>(clock)
            .AddWebhooks(configuration)
            .BuildServiceProvider();
        made.Add(provider);
        return provider.GetRequiredService<WebhookSender>();
    }
}
