using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Who_stands_to_a_controller_is_listed_page_by_page_until_it_ends()
    {
        var (acme, other) = (StoredSubject.NewId(), StoredSubject.NewId());
        var people = Enumerable.Range(0, 5).Select(_ => NewSubject())
            .OrderBy(person => person.Id, StringComparer.Ordinal).ToArray();
        foreach (var (place, person) in people.Index())
        {
            await person.Write(with: document => document with
            {
                Subject = document.Subject! with { Jurisdiction = place == 4 ? "US" : "DE" },
                Relationships = place == 3 ? [other] : [acme, other],
            });
        }
        var wanted = new SubjectsWanted { Controller = acme };
        var ids = people.Select(person => person.Id).ToArray();

        Assert.Equal(ids[..2], await Listed(wanted, count: 2));
        Assert.Equal([ids[2], ids[4]], await Listed(wanted, after: ids[1], count: 2));
        Assert.Equal(ids[..3], await Listed(wanted with { Jurisdiction = "DE", Kind = "CUSTOMER" }));
        Assert.Empty(await Listed(wanted with { Status = "ERASED" }));

        await people[0].Write(with: document => document with { EndedRelationships = [acme] });
        await people[1].Write(with: document => document with { Relationships = [acme] });
        await people[2].Write(with: document => document with { EndedRelationships = ["nobody"] });

        Assert.Equal([ids[1], ids[2], ids[4]], await Listed(wanted));
        Assert.Equal(ids, await Listed(new() { Controller = other }));
    }

    /// <summary>Whoever matches and stands to another controller is no end of the page, and on none.</summary>
    [Fact]
    public async Task A_page_of_a_controller_is_full_whoever_else_matches_between()
    {
        var (acme, other, country) = (StoredSubject.NewId(), StoredSubject.NewId(), StoredSubject.NewId());
        (string Kind, string Controller)[] told =
        [
            ("VISITOR", acme), ("CUSTOMER", other), ("VISITOR", acme), ("CUSTOMER", other), ("CUSTOMER", acme),
            ("CUSTOMER", acme),
        ];
        var people = told.Select(_ => NewSubject()).OrderBy(person => person.Id, StringComparer.Ordinal).ToArray();
        foreach (var (person, (kind, controller)) in people.Zip(told))
        {
            await person.Write(with: document => document with
            {
                Subject = document.Subject! with { Kind = kind, Jurisdiction = country },
                Relationships = [controller],
            });
        }
        var wanted = new SubjectsWanted { Controller = acme, Kind = "CUSTOMER", Jurisdiction = country };

        Assert.Equal([people[4].Id, people[5].Id], await Listed(wanted, count: 2));
        Assert.Equal([people[5].Id], await Listed(wanted with { Status = "ACTIVE" }, after: people[4].Id));
        Assert.Equal([people[0].Id, people[2].Id], await Listed(wanted with { Kind = "VISITOR" }, count: 2));
    }

    [Fact]
    public async Task A_write_that_comes_too_late_ends_no_relationship_and_begins_none()
    {
        var (acme, other) = (StoredSubject.NewId(), StoredSubject.NewId());
        var person = NewSubject();
        await person.Write(with: document => document with { Relationships = [acme] });
        var twin = person.Twin();
        await person.Write();

        Assert.Equal(WriteFault.Stale, await Fault(twin.Write(with: document => document with
        {
            Relationships = [other],
            EndedRelationships = [acme],
        })));

        Assert.Equal([person.Id], await Listed(new() { Controller = acme }));
        Assert.Empty(await Listed(new() { Controller = other }));
    }

    private async Task<IEnumerable<string>> Listed(SubjectsWanted wanted, string? after = null, int count = 100) =>
        (await silo.Get<SubjectPages>().Read(after, count, wanted, Cancellation)).Select(place => place.Id);
}
