using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A change that was sent.</summary>
/// <param name="Version">The version that was answered; null: no answer came.</param>
internal sealed record Sent(Resident Resident, string OperationId, string Status, int? Version)
{
    public object Input => Town.Answer(Resident, Status, OperationId);
}

/// <summary>Writes until the registry is gone, and remembers what it had acknowledged.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Sent> sent = new();
    private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int acknowledged;

    /// <summary>In the order of sending, for each resident.</summary>
    public IReadOnlyCollection<Sent> All => sent;

    /// <summary>Each resident has a writer of their own; ends when the registry no longer answers.</summary>
    /// <param name="target">So many acknowledgements are <see cref="Enough"/>.</param>
    public Task Write(RegistryClient client, IEnumerable<Resident> residents, int target) =>
        Task.WhenAll(residents.Select(resident => Write(client, resident, target)));

    /// <summary>Completes in the middle of the writing.</summary>
    public Task Enough() => enough.Task.WaitAsync(TimeSpan.FromMinutes(1));

    private async Task Write(RegistryClient client, Resident resident, int target)
    {
        for (var turn = 0; ; turn++)
        {
            var one = new Sent(
                resident,
                resident.Operation(string.Create(CultureInfo.InvariantCulture, $"turn-{turn}")) + ";",
                turn % 2 == 0 ? "GIVEN" : "WITHDRAWN",
                Version: null);
            var payload = await Answer(client, one);
            sent.Enqueue(one with { Version = payload?["subject"]!["version"]!.GetValue<int>() });
            if (payload is null)
                return;
            if (Interlocked.Increment(ref acknowledged) == target)
                enough.SetResult();
        }
    }

    /// <summary>Null: the registry is gone.</summary>
    private static async Task<JsonNode?> Answer(RegistryClient client, Sent one)
    {
        try
        {
            var payload = await client.Change("recordConsent", one.Input);
            Assert.True(payload["errors"]!.AsArray().Count == 0, payload.ToJsonString());
            return payload;
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
