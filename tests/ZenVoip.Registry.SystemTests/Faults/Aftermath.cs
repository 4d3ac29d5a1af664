using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>What must hold whatever the registry has died of.</summary>
internal static class Aftermath
{
    private const string Untold =
        "select count(*) from holder_work where status = 'ISSUED' and system in ('store', 'grouch')";

    private const string Replay =
        """mutation { replayDeliveries(input: { system: "grouch" }) { errors { code } } }""";

    /// <summary>The feed tells of every entry once, in the order of each journal, at positions without a gap.</summary>
    public static async Task FeedIsWhole(RegistryClient client, RegistrySettings settings)
    {
        var database = new Orders(settings);
        await Wait.Until(async () =>
            await database.Count("select count(*) from feed where position is null") == 0);
        var changes = await client.Changes();
        Assert.Equal(await database.Count("select count(*) from journal"), changes.Count);
        Assert.Equal(changes.Count, await database.Count("select max(position) - min(position) + 1 from feed"));
        Assert.All(
            changes.GroupBy(change => (string)change["subjectId"]!),
            life => Assert.Equal(
                Enumerable.Range(1, life.Count()), life.Select(change => (int)change["version"]!)));
    }

    extension(Scene scene)
    {
        /// <summary>The grouch takes what it would not, and nobody waits to be told any more.</summary>
        public async Task Calm()
        {
            scene.Grouch.Status = 200;
            await Wait.Until(async () =>
            {
                await scene.Client.Ask(Replay);
                return await new Orders(scene.Settings).Count(Untold) == 0;
            });
        }

        /// <summary>
        /// To whom something happened while the registry died, there happened the same as to whoever was spared: no
        /// change is lost, and none is there twice.
        /// </summary>
        public async Task NobodyIsMarked(int who, int spared) =>
            Assert.Equal(await scene.LivesOf(spared), await scene.LivesOf(who));

        /// <summary>Each category is ordered deleted once, and its system has heard of it by the same id.</summary>
        public async Task EveryOrderIsKnownToItsHolder()
        {
            var orders = await scene.Client.Pull(first: 100);
            Assert.Equal(
                orders.Count,
                orders.DistinctBy(order => $"{order["subjectId"]} {order["category"]} {order["system"]}").Count());
            foreach (var holder in new[] { scene.Store, scene.Grouch })
            {
                var known = holder.Got.Select(webhook => webhook.Id).ToHashSet();
                Assert.Subset(known, Ids(order => (string)order["status"]! == "DELIVERED"));
                Assert.Superset(known, Ids(_ => true));

                HashSet<string> Ids(Func<JsonNode, bool> which) =>
                    [.. orders.Where(order => (string)order["system"]! == holder.Name && which(order))
                        .Select(order => (string)order["id"]!)];
            }
        }

        /// <summary>
        /// What signs webhooks is the newest secret of their system; of those before it, and of those that nobody was
        /// told, nothing is left.
        /// </summary>
        public async Task EverySystemHasOneSecret()
        {
            var burglar = new Burglar(scene.Settings);
            foreach (var holder in new[] { scene.Store, scene.Grouch })
                await Wait.Until(async () => await burglar.LivingKeys($"sys_{holder.Name}#") == 1);
        }

        /// <summary>Who is erased is a tombstone with a destroyed key.</summary>
        public async Task TheErasedStayErased()
        {
            foreach (var id in scene.People.Values.SelectMany(ids => ids))
            {
                Assert.Equal("ERASED", (string)(await scene.Client.Gone(id))["status"]!);
                await new Burglar(scene.Settings).ChangeKey(id,
                    "update subject_key set wrapped = null "
                    + "where subject_id = @id and wrapped is null and destroyed_at is not null");
            }
        }

        /// <summary>The names of all that happened to the subjects of a person's part.</summary>
        private async Task<IEnumerable<string>> LivesOf(int who)
        {
            var lives = await Task.WhenAll(scene.People[who].Select(id => scene.Client.Journal(id, pageSize: 100)));
            return lives.Select(life => string.Join(' ', life.Select(entry => entry.Event).Order())).Order();
        }
    }
}
