using System.Text;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.SystemTests.Faults;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Somebody with all that is stored, and with every key that is left.</summary>
internal sealed class Locksmith(RegistrySettings settings)
{
    private readonly Burglar burglar = new(settings);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What can be read of it: each key is tried on everything, as whatever it may have been sealed for.
    /// </summary>
    /// <param name="tries">Which keys are tried; null: all are.</param>
    public async Task<string> Opened(Func<string, bool>? tries = null)
    {
        await using var keys = await Keys();
        var boxes = await burglar.Boxes();
        var last = await burglar.LongestJournal();
        var opened = new StringBuilder();
        foreach (var id in (await burglar.KeyIds()).Where(tries ?? (_ => true)))
        {
            using var key = await keys.Subjects.Open(id, Cancellation);
            foreach (var text in boxes.Select(box => Open(key, box, last)).OfType<string>())
                opened.AppendLine(text);
        }
        return opened.ToString();
    }

    /// <summary>Removes what is left of destroyed keys.</summary>
    public async Task Scrub()
    {
        await using var keys = await Keys();
        await keys.Subjects.Scrub(Cancellation);
    }

    private Task<RegistryKeys> Keys()
    {
        var host = Audit.Host(settings);
        return RegistryKeys.Open(host.Configuration, host.Environment, TimeProvider.System, Cancellation);
    }

    /// <param name="last">No journal has more entries.</param>
    private static string? Open(SubjectKey key, byte[] box, int last) =>
        Open(key, box, SealPurpose.State, number: 0)
        ?? Enumerable.Range(1, last).Select(number => Open(key, box, SealPurpose.Journal, number))
            .FirstOrDefault(text => text is not null);

    private static string? Open(SubjectKey key, byte[] box, string purpose, long number)
    {
        try
        {
            return Encoding.UTF8.GetString(key.Open(box, purpose, number));
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }
}
