using System.Text.Json;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Tests.Codebase;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// What released versions have stored, before it was sealed. It must load in every later version and say the same:
/// documents here are added with a release, never edited.
/// </summary>
public sealed class MuseumTests
{
    private const string Stored = "tests/ZenVoip.Registry.Tests/Grains/stored";

    public static TheoryData<string> Events => [.. SourceTree.Files(Stored, "event-*.json")];

    public static TheoryData<string> States => [.. SourceTree.Files(Stored, "state*.json")];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_entry_of_an_old_journal_loads_and_says_the_same(string file)
    {
        var entry = JsonSerializer.Deserialize<JournalEntry>(SourceTree.Read(file), RegistryJson.Options)!;

        Assert.Equal($"event-{MessageNames.Events[entry.Event!.GetType()]}.json", Path.GetFileName(file));
        SaysTheSame(SourceTree.Read(file), entry);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void An_old_state_loads_and_says_the_same(string file)
    {
        var state = JsonSerializer.Deserialize<SubjectState>(SourceTree.Read(file), RegistryJson.Options)!;

        Assert.True(state.Subject.IsRegistered);
        Assert.NotEmpty(state.Head);
        Assert.NotEmpty(state.Subject.Profile().Answers);
        SaysTheSame(SourceTree.Read(file), state);
    }

    [Fact]
    public void Every_event_is_on_show() => Assert.Equal(
        MessageNames.Events.Values.Order(),
        Events.Select(row => row.Data)
            .Select(file => Path.GetFileNameWithoutExtension(file)["event-".Length..]).Distinct().Order());

    /// <summary>Later versions may add members; what the old document says must still be there.</summary>
    private static void SaysTheSame<T>(string stored, T loaded)
    {
        using var before = JsonDocument.Parse(stored);
        using var after = JsonDocument.Parse(Life.Text(loaded));
        Holds(before.RootElement, after.RootElement);
    }

    private static void Holds(JsonElement before, JsonElement after)
    {
        Assert.Equal(before.ValueKind, after.ValueKind);
        if (before.ValueKind is JsonValueKind.Object)
            foreach (var member in before.EnumerateObject())
                Holds(member.Value, after.GetProperty(member.Name));
        else if (before.ValueKind is JsonValueKind.Array)
        {
            Assert.Equal(before.GetArrayLength(), after.GetArrayLength());
            foreach (var (one, other) in before.EnumerateArray().Zip(after.EnumerateArray(), ValueTuple.Create))
                Holds(one, other);
        }
        else
            Assert.Equal(before.ToString(), after.ToString());
    }
}
