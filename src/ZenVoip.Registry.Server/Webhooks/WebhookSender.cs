using System.Net.Http.Headers;
using Microsoft.Security.AntiSSRF;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>What a receiver answered, or why it did not.</summary>
/// <param name="Outcome">The status of HTTP, or a code.</param>
/// <param name="Wished">How long the receiver, or the breaker that guards it, asks to be left alone.</param>
internal sealed record Receipt(string Outcome, TimeSpan? Wished = null)
{
    public const string Timeout = "TIMEOUT";
    public const string Unreachable = "UNREACHABLE";
    public const string AddressRefused = "ADDRESS_REFUSED";
    public const string NotAllowed = "NOT_ALLOWED";
    public const string NoSecret = "NO_SECRET";
    public const string NotNoted = "NOT_NOTED";
    public const string Resting = "RESTING";

    private const string Gone = "410";

    public bool IsDelivered => Outcome is ['2', _, _];

    /// <summary>Nothing was sent, because what was sent before had failed.</summary>
    public bool IsResting => Outcome == Resting;

    /// <summary>The receiver says that it will never take it.</summary>
    public bool IsFinal => Outcome == Gone;
}

/// <summary>
/// Sends one letter once, by Standard Webhooks 1.0. No redirect is followed, and of an answer nothing but its status is
/// read.
/// </summary>
internal sealed class WebhookSender(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Each system has a circuit breaker of its own.</summary>
    public static readonly HttpRequestOptionsKey<string> System = new("registry.system");

    public const string Client = "webhooks";

    private const string IdHeader = "webhook-id";
    private const string TimestampHeader = "webhook-timestamp";
    private const string SignatureHeader = "webhook-signature";

    /// <param name="secrets">Each signs; at least one.</param>
    public async Task<Receipt> Send(
        string system, Uri url, Letter letter, IEnumerable<SigningSecret> secrets, CancellationToken cancellation)
    {
        using var request = Request(system, url, letter, secrets);
        FaultPoints.Reached(FaultPoint.LetterSigned);
        using var client = clients.CreateClient(Client);
        try
        {
            using var response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return new(response.StatusCode.ToString("D"), Wish(response.Headers.RetryAfter));
        }
        catch (BrokenCircuitException broken)
        {
            return new(Receipt.Resting, broken.RetryAfter);
        }
        // Whatever stands between here and a receiver may fail in its own way: none of them may go unrecorded.
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return new(fault switch
            {
                TimeoutRejectedException or OperationCanceledException => Receipt.Timeout,
                _ when IsRefusedAddress(fault) => Receipt.AddressRefused,
                _ => Receipt.Unreachable,
            });
        }
    }

    private HttpRequestMessage Request(
        string system, Uri url, Letter letter, IEnumerable<SigningSecret> secrets)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(letter.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Options.Set(System, system);
        request.Headers.Add(IdHeader, letter.Id);
        request.Headers.Add(TimestampHeader, SigningSecret.Seconds(now));
        request.Headers.Add(
            SignatureHeader,
            string.Join(' ', secrets.Select(secret => secret.Sign(letter.Id, now, letter.Body.Span))));
        return request;
    }

    private TimeSpan? Wish(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);

    private static bool IsRefusedAddress(Exception? fault) =>
        fault is not null && (fault is AntiSSRFException || IsRefusedAddress(fault.InnerException));
}
