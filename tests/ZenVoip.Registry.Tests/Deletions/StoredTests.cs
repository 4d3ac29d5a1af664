using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Grains.Json;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>What is written into a document is read back as it was.</summary>
public sealed class StoredTests
{
    [Fact]
    public void Clocks_are_read_back_with_their_dates()
    {
        var terms = new RetentionTerms(true, Period.TryParse("P5Y"), Period.TryParse("P18M"), "rule", "duty");
        var book = new RetentionBook().Apply(new ActivityRecorded(
            Controller.ZenVoip, CallRecords, RetentionEvent.Created, Noon, terms, Noon));

        var read = ReadBack(book);

        Assert.Equal(book.NextDue, read.NextDue);
        Assert.Equal(book.KeptAt(Noon, _ => null), read.KeptAt(Noon, _ => null));
        Assert.True(read.Clocks[0].IsSameAs(book.Clocks[0]));
    }

    [Fact]
    public void Orders_tasks_and_what_is_withheld_are_read_back()
    {
        var mint = Mint();
        var book = new DeletionBook()
            .Wished(mint, Free with { Holds = [new Held(null, Billing)] }, Erase(CallRecords), Erase(Billing))
            .RetainedBy("ord_1", Noon.AddYears(1));
        book = book.With(book.Asked(
            new TaskWish(HolderTaskKind.Export, Controller.ZenVoip, [Billing], Demand, [0]), Free.Systems, mint, Noon));

        var read = ReadBack(book);

        Assert.Equal(book.NextDue(Free, Noon), read.NextDue(Free, Noon));
        Assert.Equal(Demand, Assert.Single(read.Tasks).RequestId);
        ReadBack(book.Certify(Demand, Noon));
    }

    private static T ReadBack<T>(T value)
    {
        var text = JsonSerializer.Serialize(value, RegistryJson.Options);
        var read = JsonSerializer.Deserialize<T>(text, RegistryJson.Options)!;
        Assert.Equal(text, JsonSerializer.Serialize(read, RegistryJson.Options));
        return read;
    }
}
