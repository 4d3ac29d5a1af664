using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task The_first_answer_to_an_operation_stays()
    {
        var log = silo.Get<IOperationLog>();
        var key = StoredSubject.NewDigest();
        var row = new OperationRow(key, StoredSubject.NewDigest(), SubjectId: null, 0, "{}", StoredSubject.Noon);

        Assert.Null(await log.Find(key, Cancellation));
        Assert.Equal(row, await log.Record(row, Cancellation));
        Assert.Equal(row, await log.Record(row with { Version = 7, Refusal = null }, Cancellation));
        Assert.Equal(row, await log.Find(key, Cancellation));
    }

    [Fact]
    public async Task An_operation_is_found_as_the_write_stored_it()
    {
        var subject = NewSubject();
        var operation = subject.Operation(StoredSubject.NewDigest());

        await subject.Write(operation: operation);

        Assert.Equal(operation, await silo.Get<IOperationLog>().Find(operation.Key, Cancellation));
    }

    [Fact]
    public async Task Old_operations_are_forgotten_and_younger_ones_stay()
    {
        var log = silo.Get<IOperationLog>();
        var ages = StoredSubject.Noon.AddYears(-5);
        var rows = Enumerable.Range(0, 12).Select(day => new OperationRow(
            StoredSubject.NewDigest(), "f", SubjectId: null, 0, Refusal: null, ages.AddDays(day))).ToArray();
        await Task.WhenAll(rows.Select(row => log.Record(row, Cancellation)));

        Assert.Equal(10, await silo.Get<Housekeeping>().DeleteOperations(ages.AddDays(10), Cancellation));
        Assert.Null(await log.Find(rows[9].Key, Cancellation));
        Assert.NotNull(await log.Find(rows[10].Key, Cancellation));
        Assert.Equal(2, await silo.Get<Housekeeping>().DeleteOperations(ages.AddDays(100), Cancellation));
    }

    [Fact]
    public async Task Owners_are_those_with_an_open_link_in_order()
    {
        var shared = StoredSubject.NewDigest();
        StoredSubject first = NewSubject(), second = NewSubject(), gone = NewSubject();
        foreach (var subject in new[] { second, gone, first })
        {
            await subject.Write([StoredSubject.Link(shared, exclusive: false)]);
        }

        await gone.Write([StoredSubject.Link(shared, exclusive: false, until: StoredSubject.Noon)]);

        string[] expected = [first.Id, second.Id];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await Owners(shared));
        Assert.Empty(await Owners(StoredSubject.NewDigest()));
    }

    [Fact]
    public async Task The_journal_is_read_in_order_from_anywhere()
    {
        var subject = NewSubject();
        for (var i = 0; i < 12; i++)
        {
            await subject.Write();
        }

        var rows = await silo.Get<IJournalRows>().Read(subject.Id, after: 8, count: 3, Cancellation);

        Assert.Equal([9, 10, 11], rows.Select(row => row.Sequence));
        var (expected, row) = (StoredSubject.Entry(9), rows[0]);
        Assert.Equal(expected.At, row.At);
        Assert.Equal(expected.Body, row.Body);
        Assert.Equal(expected.Link, row.Link);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_keep_to_their_filters()
    {
        var pages = silo.Get<SubjectPages>();
        var country = $"X{StoredSubject.NewId()}";
        var subjects = Enumerable.Range(0, 7).Select(_ => NewSubject()).ToArray();
        foreach (var (index, subject) in subjects.Index())
        {
            await subject.Write(with: document => document with
            {
                Subject = document.Subject! with { Jurisdiction = country, Kind = index < 5 ? "VISITOR" : "CUSTOMER" },
            });
        }

        var wanted = new SubjectsWanted { Kind = "VISITOR", Status = "ACTIVE", Jurisdiction = country };
        var first = await pages.Read(null, 3, wanted, Cancellation);
        var rest = await pages.Read(first[^1].Id, 3, wanted, Cancellation);

        Assert.Equal(
            subjects[..5].OrderBy(subject => subject.Id, StringComparer.Ordinal)
                .Select(subject => new SubjectPlace(subject.Id, subject.Version)),
            first.Concat(rest));
        Assert.Equal(7, (await pages.Read(null, 100, new() { Jurisdiction = country }, Cancellation)).Count);
        Assert.Empty(await pages.Read(null, 100, wanted with { Status = "ERASED" }, Cancellation));
        Assert.Equal(4, (await pages.Read(null, 4, new(), Cancellation)).Count);
    }

    private Task<IReadOnlyList<string>> Owners(string digest) =>
        silo.Get<IIdentifierIndex>().Owners(digest, Cancellation);
}
