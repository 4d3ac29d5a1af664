using System.Collections.Immutable;
using System.Text.Json;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Compares what decisions read with the sealed state, and the state with the journal. The state that bears the
/// journal's last link is what the journal led to when it was written; replaying old entries by new rules might not
/// lead there, and that would be no difference that anybody made. Nor is it one that another release makes a profile
/// of other facts: the state knows by digest the one that was written with it.
/// </summary>
internal sealed class RowsCheck(StateReader states) : IRowsCheck
{
    public async ValueTask<JournalFault> Compare(
        int entries, byte[] last, StoredRows rows, CancellationToken cancellation)
    {
        var head = rows.Head;
        try
        {
            var said = await states.Read(head.Id, head.State ?? [], cancellation);
            return said switch
            {
                _ when said.Version != entries || !said.Head.AsSpan().SequenceEqual(last) => JournalFault.StateOutdated,
                _ when head.Kind != said.Kind || head.Status != said.Status => JournalFault.SubjectDiffers,
                _ when !said.IsWritten(head.Profile) && !IsSame(head.Profile, said.Profile) =>
                    JournalFault.ProfileDiffers,
                _ when !rows.Relationships.SequenceEqual(said.Relationships) => JournalFault.RelationshipsDiffer,
                _ when !rows.Links.SequenceEqual(said.Links) => JournalFault.LinksDiffer,
                _ when !rows.OptOuts.SequenceEqual(said.OptOuts) => JournalFault.OptOutsDiffer,
                _ when !IsWhole(rows.Work, said.Work) => JournalFault.WorkDiffers,
                _ when !rows.Requests.SequenceEqual(said.Requests) => JournalFault.RequestsDiffer,
                // One that says nothing, or too late a time, is found by no sweep when its time has come.
                { NextDue: { } due } when !(head.NextDue <= due) => JournalFault.DueDiffers,
                { IsKeyRestored: true } => JournalFault.KeyRestored,
                _ => JournalFault.None,
            };
        }
        catch (SubjectKeyDestroyedException)
        {
            return JournalFault.KeyDestroyed;
        }
        catch (Exception lost) when (lost is SubjectKeyMissingException or WrapUnknownException)
        {
            return JournalFault.KeyMissing;
        }
        catch (Exception broken) when (broken is SealBrokenException or SealedMisfitException)
        {
            return JournalFault.StateBroken;
        }
    }

    /// <summary>The state lets go of what was settled long ago: its rows stay.</summary>
    private static bool IsWhole(IReadOnlyList<WorkRow> stored, ImmutableArray<WorkRow> said)
    {
        var known = said.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        return stored.Where(row => known.Contains(row.Id)).SequenceEqual(said)
            && stored.All(row => known.Contains(row.Id) || row.SettledAt is not null);
    }

    /// <summary>As decisions read it: what this version does not write, or writes besides, says nothing.</summary>
    private static bool IsSame(string stored, string said)
    {
        try
        {
            var profile = JsonSerializer.Deserialize<DecisionProfile>(stored, RegistryJson.Options);
            return JsonSerializer.Serialize(profile, RegistryJson.Options) == said;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
