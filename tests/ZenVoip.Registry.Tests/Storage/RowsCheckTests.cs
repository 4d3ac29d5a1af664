using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>What <c>verify</c> says of a profile.</summary>
public sealed class RowsCheckTests
{
    /// <summary>As a release might make it that knows less, or other things, than this one.</summary>
    private const string Foreign = """{"status":"ACTIVE","mood":"GOOD"}""";

    private static readonly string Ours =
        JsonSerializer.Serialize(Told.Customer().Profile(), RegistryJson.Options);

    [Fact]
    public async Task A_profile_that_another_release_wrote_with_the_state_is_no_difference() =>
        Assert.Equal(JournalFault.None, await Verdict(stored: Foreign, written: Foreign));

    [Fact]
    public async Task A_profile_that_was_not_written_with_the_state_differs() =>
        Assert.Equal(JournalFault.ProfileDiffers, await Verdict(stored: Foreign, written: Ours));

    [Fact]
    public async Task A_state_that_keeps_no_digest_is_compared_with_the_profile_made_of_it()
    {
        Assert.Equal(JournalFault.None, await Verdict(stored: Ours, written: null));
        Assert.Equal(JournalFault.ProfileDiffers, await Verdict(stored: Foreign, written: null));
    }

    [Fact]
    public async Task A_destroyed_key_that_opens_again_is_told()
    {
        var known = Told.Customer();
        var destroyed = known with { Tombstone = new(Told.Noon) { KeyDestroyedAt = Told.Noon } };
        var forgotten = known with
        {
            Tombstone = destroyed.Tombstone with { EvidenceEndedAt = Told.Noon, EvidenceDestroyedAt = Told.Noon },
        };
        var evidence = SubjectKeyId.EvidenceOf(known.Id);

        Assert.Equal(JournalFault.KeyRestored, await Verdict(destroyed, Keys()));
        Assert.Equal(JournalFault.KeyRestored, await Verdict(forgotten, Keys(destroyed: known.Id)));
        Assert.Equal(JournalFault.None, await Verdict(destroyed, Keys(destroyed: known.Id)));
        Assert.Equal(JournalFault.None, await Verdict(forgotten, Keys(known.Id, evidence)));
        Assert.Equal(
            JournalFault.None, await Verdict(known with { Tombstone = new(Told.Noon) }, Keys(destroyed: evidence)));

        static OneKey Keys(params string[] destroyed) => new(destroyed);
    }

    [Fact]
    public async Task A_deadline_that_no_sweep_would_find_in_time_is_told()
    {
        var owes = Told.Customer() with { Tombstone = new(Told.Noon.AddHours(1)) };
        Assert.Equal(Told.Noon.AddHours(1), owes.NextDue(Told.Noon));

        Assert.Equal(JournalFault.None, await Verdict(owes, row: Told.Noon.AddHours(1)));
        Assert.Equal(JournalFault.None, await Verdict(owes, row: Told.Noon.AddHours(-1)));
        Assert.Equal(JournalFault.DueDiffers, await Verdict(owes, row: Told.Noon.AddHours(2)));
        Assert.Equal(JournalFault.DueDiffers, await Verdict(owes, row: null));
        // What is overdue is found, whatever the row says of the past.
        var late = owes with { Tombstone = new(Told.Noon.AddHours(-2)) };
        Assert.Equal(JournalFault.None, await Verdict(late, row: Told.Noon.AddHours(-1)));

        static Task<JournalFault> Verdict(Subject subject, DateTimeOffset? row) => RowsCheckTests.Verdict(
            subject, new OneKey([]), Json(subject), written: null, row);
    }

    [Fact]
    public async Task A_state_whose_key_is_destroyed_is_of_somebody_who_came_back()
    {
        var known = Told.Customer();
        using var key = await new OneKey([]).Open(known.Id, TestContext.Current.CancellationToken);
        var state = key.Seal(
            JsonSerializer.SerializeToUtf8Bytes(new SubjectState(known, [1, 2, 3]), RegistryJson.Options),
            SealPurpose.State,
            0);

        Assert.Equal(JournalFault.KeyDestroyed, await new RowsCheck(
            new StateReader(new OneKey([known.Id]), new FakeTimeProvider(Told.Noon))).Compare(
            known.Version, [1, 2, 3], Rows(known, Json(known), state),
            TestContext.Current.CancellationToken));
    }

    private static StoredRows Rows(Subject subject, string profile, byte[] state, DateTimeOffset? due = null) => new(
        new JournalHead(subject.Id, subject.Version, Seal: [], profile, state)
        {
            Kind = WireNames.Of(subject.Relationships.Kind),
            Status = WireNames.Of(subject.Status),
            NextDue = due,
        },
        SubjectIndex.Controllers(subject),
        Links: [],
        OptOuts: [],
        Work: [],
        Requests: []);

    private static string Json(Subject subject) => JsonSerializer.Serialize(subject.Profile(), RegistryJson.Options);

    private static Task<JournalFault> Verdict(string stored, string? written) =>
        Verdict(Told.Customer(), new OneKey([]), stored, written);

    private static Task<JournalFault> Verdict(Subject subject, OneKey keys) =>
        Verdict(subject, keys, Json(subject), written: null);

    private static Task<JournalFault> Verdict(Subject subject, OneKey keys, string stored, string? written) =>
        Verdict(subject, keys, stored, written, subject.NextDue(Told.Noon));

    private static async Task<JournalFault> Verdict(
        Subject subject, OneKey keys, string stored, string? written, DateTimeOffset? due)
    {
        var state = new SubjectState(subject, [1, 2, 3], written is null ? null : SubjectIndex.Digest(written));
        using var key = await keys.Open(SubjectSeal.Of(subject), TestContext.Current.CancellationToken);
        var row = key.Seal(JsonSerializer.SerializeToUtf8Bytes(state, RegistryJson.Options), SealPurpose.State, 0);
        return await new RowsCheck(new StateReader(keys, new FakeTimeProvider(Told.Noon))).Compare(
            subject.Version, [1, 2, 3], Rows(subject, stored, row, due),
            TestContext.Current.CancellationToken);
    }

    private sealed class OneKey(string[] destroyed) : ISubjectKeys
    {
        public ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation) =>
            Open(subjectId, cancellation);

        public ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation) =>
            destroyed.Contains(subjectId)
                ? throw new SubjectKeyDestroyedException(subjectId)
                : ValueTask.FromResult(new SubjectKey(subjectId, TestKeys.Bytes(1)));
    }
}
