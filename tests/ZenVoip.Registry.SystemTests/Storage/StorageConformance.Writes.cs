using Orleans.Storage;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_write_says_everything_at_once_and_reads_back_the_sealed_state()
    {
        var subject = NewSubject();
        var digest = StoredSubject.NewDigest();

        await subject.Write(
            [StoredSubject.Link(digest)],
            [StoredSubject.OptOut(digest)],
            subject.Operation(StoredSubject.NewDigest()),
            WithWork);
        await subject.Write();
        var stored = subject.Twin();
        await stored.Read();

        await AssertRows(subject, 1, 1, 2, 1, 1, 1, 2, 1, 1, 0, 0);
        Assert.Equal(subject.Sealed, stored.Sealed);
        Assert.Equal("2", stored.ETag);
    }

    [Fact]
    public async Task A_stale_a_forged_and_an_orphaned_version_are_conflicts()
    {
        var subject = NewSubject();
        await subject.Write();
        var twin = subject.Twin();
        await subject.Write();

        Assert.Equal(WriteFault.Stale, await Fault(twin.Write()));
        Assert.Equal(WriteFault.Stale, await Fault(subject.Twin("99").Write()));
        Assert.Equal(WriteFault.Stale, await Fault(subject.Twin(etag: null).Write()));
        Assert.Equal(WriteFault.Stale, await Fault(NewSubject().Twin("1").Write()));
        await AssertRows(subject, 1, 1, 2, 0, 0, 0, 2, 0, 0, 0, 0);
    }

    [Fact]
    public async Task Of_fifty_first_writes_one_is_stored()
    {
        var id = StoredSubject.NewId();
        var subjects = Enumerable.Range(0, 50).Select(_ => NewSubject(id)).ToArray();

        var faults = await Race(subjects.Select<StoredSubject, Func<Task>>(subject => () => subject.Write()));

        Assert.Single(faults, fault => fault is null);
        Assert.Equal(49, faults.Count(fault => fault is WriteFault.Stale));
        await AssertRows(subjects[0], 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    [Fact]
    public async Task Of_two_hundred_subjects_that_link_one_number_one_owns_it()
    {
        var digest = StoredSubject.NewDigest();
        var subjects = Enumerable.Range(0, 200).Select(_ => NewSubject()).ToArray();

        var faults = await Race(subjects.Select<StoredSubject, Func<Task>>(
            subject => () => subject.Write([StoredSubject.Link(digest)])));

        Assert.Single(faults, fault => fault is null);
        Assert.Equal(199, faults.Count(fault => fault is WriteFault.IdentifierTaken));
        Assert.Equal(1, await Count("identifier_link", digest, "digest"));
    }

    [Fact]
    public async Task A_number_that_was_unlinked_can_be_linked_to_another_and_a_shared_one_to_several()
    {
        var (number, shared) = (StoredSubject.NewDigest(), StoredSubject.NewDigest());
        var (first, second) = (NewSubject(), NewSubject());
        await first.Write([StoredSubject.Link(number), StoredSubject.Link(shared, number: 1, exclusive: false)]);
        await first.Write([StoredSubject.Link(number, until: StoredSubject.Noon.AddDays(1))]);

        await second.Write([StoredSubject.Link(number), StoredSubject.Link(shared, number: 1, exclusive: false)]);

        await AssertRows(first, 1, 1, 2, 2, 0, 0, 2, 0, 0, 0, 0);
        await AssertRows(second, 1, 1, 1, 2, 0, 0, 1, 0, 0, 0, 0);
    }

    [Fact]
    public async Task Clearing_deletes_the_state_and_the_next_first_write_is_one()
    {
        var grain = GrainId.Create("probe", "prb_" + StoredSubject.NewId());
        var state = new GrainState<Probe> { State = new("one") };
        await silo.Grains.WriteStateAsync("probe", grain, state);

        await silo.Grains.ClearStateAsync("probe", grain, state);
        Assert.Equal(0, await Count("grain_state", grain.Key.ToString()!, "grain_id_ext"));
        await silo.Grains.WriteStateAsync("probe", grain, new GrainState<Probe> { State = new("two") });

        var read = new GrainState<Probe>();
        await silo.Grains.ReadStateAsync("probe", grain, read);
        Assert.Equal("two", read.State?.Text);
    }

    [Fact]
    public async Task Clearing_with_a_stale_version_is_a_conflict()
    {
        var subject = NewSubject();
        await subject.Write();
        var twin = subject.Twin();
        await subject.Write();

        await Assert.ThrowsAsync<InconsistentStateException>(twin.Clear);
        await subject.Clear();
        Assert.Equal(0, await Count("grain_state", subject.Id, "grain_id_ext"));
    }

    /// <summary>Orleans stores "04930123" and "4930123" under one key: prefixes keep them apart.</summary>
    [Fact]
    public async Task State_names_and_keys_that_look_like_numbers_do_not_collide()
    {
        string[] keys = ["sys_04930123", "sys_4930123", "sys_ab", "sys_AB", "sys_0"];
        string[] names = ["holder", "sweeper"];
        var all = keys.SelectMany(key => names.Select(name => (Key: key, Name: name))).ToArray();
        foreach (var (key, name) in all)
        {
            await silo.Grains.WriteStateAsync(
                name, GrainId.Create("any", key), new GrainState<Probe> { State = new(key + name) });
        }

        foreach (var (key, name) in all)
        {
            var read = new GrainState<Probe>();
            await silo.Grains.ReadStateAsync(name, GrainId.Create("any", key), read);
            Assert.Equal(key + name, read.State?.Text);
        }
    }

    public sealed record Probe(string Text)
    {
        public Probe() : this("")
        {
        }
    }
}
