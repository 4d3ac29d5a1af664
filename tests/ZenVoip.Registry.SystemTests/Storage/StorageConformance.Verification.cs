using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Verification_names_the_first_entry_that_was_tampered_with_cut_or_lost()
    {
        (string Sql, JournalFault Fault, int Entry)[] harms =
        [
            ("", JournalFault.None, 0),
            ("update journal set body = link where sequence = 2 and subject_id = '{0}'", JournalFault.LinkBroken, 2),
            ("delete from journal where sequence = 2 and subject_id = '{0}'", JournalFault.EntryMissing, 2),
            ("delete from journal where sequence = 1 and subject_id = '{0}'", JournalFault.EntryMissing, 1),
            ("delete from journal where sequence = 3 and subject_id = '{0}'", JournalFault.EntryMissing, 3),
            ("delete from journal where subject_id = '{0}'", JournalFault.EntryMissing, 1),
            ("update journal set body = link where sequence = 2 and subject_id = '{0}';"
                + "delete from journal where sequence = 3 and subject_id = '{0}'", JournalFault.LinkBroken, 2),
            ("update journal set body = link where sequence = 3 and subject_id = '{0}';"
                + "delete from journal where sequence = 2 and subject_id = '{0}'", JournalFault.EntryMissing, 2),
            ("update subject set journal_seal = profile_seal where id = '{0}'", JournalFault.SealBroken, 0),
            ("delete from subject where id = '{0}'", JournalFault.NoSubject, 0),
            ("delete from subject where id = '{0}'; delete from journal where subject_id = '{0}'",
                JournalFault.RowsOfNobody, 0),
            ("delete from grain_state where grain_id_ext = '{0}'", JournalFault.NoState, 0),
        ];
        var harmed = new List<(string Id, JournalFault Fault, int Entry)>();
        foreach (var (sql, fault, entry) in harms)
            harmed.Add((await ThreeEntries(sql), fault, entry));

        var found = await Verify(new WeakCheck());

        Assert.All(harmed, harm => Assert.Equal(
            (harm.Fault, harm.Entry), (found[harm.Id].Fault, found[harm.Id].Entry)));
        Assert.Equal(3, found[harmed[0].Id].Entries);
    }

    [Fact]
    public async Task Verification_reads_more_subjects_than_it_holds_at_a_time()
    {
        var ids = Enumerable.Range(0, 450).Select(_ => StoredSubject.NewId()).ToArray();
        await Parallel.ForEachAsync(ids, Cancellation, async (id, _) => await NewSubject(id).Write());

        var found = await Verify(new WeakCheck());

        Assert.All(ids, id => Assert.Equal(1, found[id].Entries));
        Assert.Equal(found.Keys.Order(StringComparer.Ordinal), found.Keys);
    }

    [Fact]
    public async Task Nobody_who_writes_waits_for_verification()
    {
        var subject = NewSubject();
        await subject.Write();
        var verdicts = silo.Get<Verification>().Run(new WeakCheck(), new NoCheck(), Cancellation);
        await using var reading = verdicts.GetAsyncEnumerator(Cancellation);
        Assert.True(await reading.MoveNextAsync());

        await subject.Write();

        // Its snapshot is older than the write.
        do
            if (reading.Current.SubjectId == subject.Id)
                Assert.Equal((1, JournalFault.None), (reading.Current.Entries, reading.Current.Fault));
        while (await reading.MoveNextAsync());
    }

    private async Task<string> ThreeEntries(string harm)
    {
        var subject = NewSubject();
        for (var i = 0; i < 3; i++)
        {
            await subject.Write();
        }

        if (harm is not "")
        {
            var seal = silo is PostgresSilo ? @"'\x00'" : "x'00'";
            await silo.Scalar(harm.Replace("{0}", subject.Id).Replace("profile_seal", seal));
        }

        return subject.Id;
    }

    private async Task<Dictionary<string, JournalVerdict>> Verify(IJournalCheck check)
    {
        Dictionary<string, JournalVerdict> found = [];
        await foreach (var verdict in silo.Get<Verification>().Run(check, new NoCheck(), Cancellation))
        {
            found.Add(verdict.SubjectId, verdict);
        }

        return found;
    }

    /// <summary>The tests' states are noise.</summary>
    private sealed class NoCheck : IRowsCheck
    {
        public ValueTask<JournalFault> Compare(
            int entries, byte[] last, StoredRows rows, CancellationToken cancellation) =>
            ValueTask.FromResult(JournalFault.None);
    }

    /// <summary>Knows how the tests' entries are made; the real check has a key.</summary>
    private sealed class WeakCheck : IJournalCheck
    {
        public bool Links(string subjectId, ReadOnlySpan<byte> previous, JournalRow entry) =>
            entry.Body.AsSpan().SequenceEqual(StoredSubject.Entry(entry.Sequence).Body)
                && (previous.IsEmpty ? entry.Sequence is 1 : entry.Link[0] == previous[0] + 1);

        public bool Seals(string subjectId, int entries, ReadOnlySpan<byte> head, ReadOnlySpan<byte> seal) =>
            seal is [var count, 0xff] && count == entries;
    }
}
