using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Nothing_of_a_refused_write_is_visible_and_a_hundred_writes_succeed_after_it()
    {
        var (taken, seen) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        var holder = NewSubject();
        await Asking();
        await holder.Write([StoredSubject.Link(taken)], operation: holder.Operation(seen));

        foreach (var (part, fault) in Refused(taken, seen))
        {
            var (fresh, old) = (NewSubject(), NewSubject());
            await old.Write();
            var before = await ContentsOf(old);
            Assert.Equal(fault, await Fault(fresh.Write(Links(), OptOuts(), NewOperation(fresh), Told(part(fresh)))));
            Assert.Equal(fault, await Fault(old.Write(Links(), OptOuts(), NewOperation(old), Told(part(old)))));
            await AssertRows(fresh, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            await AssertRows(old, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0);
            Assert.Equal(before, await ContentsOf(old));
        }

        for (var i = 0; i < 100; i++)
        {
            await NewSubject().Write(Links(), OptOuts());
        }
    }

    [Fact]
    public async Task The_same_write_again_is_stale_although_its_operation_is_known()
    {
        var subject = NewSubject();
        await subject.Write();
        var (again, operation) = (subject.Twin(), subject.Operation(StoredSubject.NewDigest()));
        await subject.Write(operation: operation);

        Assert.Equal(WriteFault.Stale, await Fault(again.Write(operation: operation)));
    }

    [Fact]
    public async Task Of_racing_writes_with_one_operation_one_is_stored()
    {
        var key = StoredSubject.NewDigest();
        var subjects = Enumerable.Range(0, 30).Select(_ => NewSubject()).ToArray();

        var faults = await Race(subjects.Select<StoredSubject, Func<Task>>(
            subject => () => subject.Write(operation: subject.Operation(key))));

        Assert.Single(faults, fault => fault is null);
        Assert.Equal(29, faults.Count(fault => fault is WriteFault.OperationSeen));
    }

    /// <summary>Of the rows that a change writes anew: the state, and what decisions read.</summary>
    private async Task<string> ContentsOf(StoredSubject subject)
    {
        var twin = subject.Twin();
        await twin.Read();
        var row = await silo.Scalar(
            $"select version || ' ' || kind || ' ' || next_due || profile from subject where id = '{subject.Id}'");
        var seal = (byte[])(await silo.Scalar($"select journal_seal from subject where id = '{subject.Id}'"))!;
        return $"{twin.ETag} {Convert.ToHexString(twin.Sealed)} {row} {Convert.ToHexString(seal)}";
    }

    private static IEnumerable<(Func<StoredSubject, Func<SubjectDocument, SubjectDocument>> Part, WriteFault Fault)>
        Refused(string taken, string seen) =>
    [
        (_ => document => document with { Links = [.. document.Links, StoredSubject.Link(taken, number: 7)] },
            WriteFault.IdentifierTaken),
        (subject => document => document with { Operation = subject.Operation(seen) }, WriteFault.OperationSeen),
        (_ => document => document with { Subject = null }, WriteFault.Unknown),
        (_ => document => document with { Subject = document.Subject! with { Id = "sub_other" } }, WriteFault.Unknown),
        (_ => document => document with { Subject = document.Subject! with { Kind = null! } }, WriteFault.Unknown),
        (_ => document => document with { Journal = [document.Journal[0] with { Body = null! }] }, WriteFault.Unknown),
        (_ => document => document with { State = null! }, WriteFault.Unknown),
        (_ => document => document with { OptOuts = [document.OptOuts[0] with { Source = null! }] },
            WriteFault.Unknown),
        (_ => document => document with { Work = [document.Work[0] with { Status = null! }] }, WriteFault.Unknown),
        (_ => document => document with { Requests = [document.Requests[0] with { Regime = null! }] },
            WriteFault.Unknown),
        (_ => document => document with { Notices = [document.Notices[0] with { About = null! }] },
            WriteFault.Unknown),
    ];

    /// <summary>With a row for each of the other tables.</summary>
    private static Func<SubjectDocument, SubjectDocument> Told(Func<SubjectDocument, SubjectDocument> part) =>
        document => part(WithWork(document with
        {
            Notices = [Notice(NewNotice(), position: 1)],
            Relationships = ["acme"],
        }));

    private static SubjectDocument WithWork(SubjectDocument document) => document with
    {
        Work = [StoredSubject.Order($"ord_{StoredSubject.NewId()}")],
        Requests = [StoredSubject.Request($"req_{StoredSubject.NewId()}")],
    };

    private static LinkRow[] Links() => [StoredSubject.Link(StoredSubject.NewDigest())];

    private static OptOutRow[] OptOuts() => [StoredSubject.OptOut(StoredSubject.NewDigest())];

    private static OperationRow NewOperation(StoredSubject subject) => subject.Operation(StoredSubject.NewDigest());
}
