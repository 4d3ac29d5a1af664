using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Node;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>What the tests of deliveries have in common.</summary>
internal static class Receiving
{
    public const string Register = """
        mutation($input: RegisterHolderSystemInput!) {
          registerHolderSystem(input: $input) { system { name } signingSecret errors { code } }
        }
        """;

    public static Dictionary<string, string> Hurried => new()
    {
        ["Registry__Webhooks__FirstRetry"] = "00:00:00.1",
        ["Registry__Webhooks__LongestRetry"] = "00:00:00.5",
        ["Registry__Webhooks__LookEvery"] = "00:00:00.2",
        ["Registry__Webhooks__BreakFor"] = "00:00:00.5",
        ["Registry__Webhooks__Concurrency"] = "4",
    };

    /// <param name="categories">None: call records.</param>
    public static object Input(string name, string? url, params string[] categories) => new
    {
        name,
        categories = categories is [] ? ["CALL_RECORDS"] : categories,
        webhookUrl = url,
        confirmWithin = "P7D",
    };

    public static async Task Introduce(
        RegistryProcess silo, RegistrySettings settings, Holder[] holders, params string[] categories)
    {
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        foreach (var holder in holders)
        {
            var answer = await admin.Ask(Register, new { input = Input(holder.Name, holder.Address, categories) });
            Assert.Empty(answer["registerHolderSystem"]!["errors"]!.AsArray());
            holder.Secret = (string)answer["registerHolderSystem"]!["signingSecret"]!;
        }
    }

    /// <summary>The library that receivers use finds every webhook authentic, and a changed one not.</summary>
    public static async Task Verified(Holder[] holders)
    {
        await using var script = await NodeScript.Start("webhook.mjs");
        List<bool> expected = [];
        foreach (var holder in holders)
        {
            // One more may come in meanwhile, of a silo that was killed.
            var got = holder.Got;
            foreach (var webhook in got)
                script.Tell(new { secret = holder.Secret, headers = webhook.Headers, body = webhook.Body });
            script.Tell(new { secret = holder.Secret, headers = got[0].Headers, body = got[0].Body + " " });
            expected.AddRange([.. got.Select(_ => true), false]);
        }
        var verdicts = await script.Heard(told => told.Count == expected.Count);
        Assert.Equal(expected, verdicts.Select(verdict => (bool)verdict["verified"]!));
    }

    public static async Task<IEnumerable<bool>> Verdicts(Webhook webhook, params string[] secrets)
    {
        await using var script = await NodeScript.Start("webhook.mjs");
        foreach (var secret in secrets)
            script.Tell(new { secret, headers = webhook.Headers, body = webhook.Body });
        var verdicts = await script.Heard(told => told.Count == secrets.Length);
        return verdicts.Select(verdict => (bool)verdict["verified"]!);
    }
}
