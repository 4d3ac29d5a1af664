namespace ZenVoip.Registry.Server.Storage;

/// <summary>Puts Orleans' grain states, reminders and membership into the registry's database.</summary>
internal static class SiloStorageSetup
{
    extension(ISiloBuilder silo)
    {
        /// <summary>
        /// Grain states (the default provider) and reminders on both databases; membership on PostgreSQL. A silo on
        /// SQLite is alone: the caller gives it localhost clustering.
        /// </summary>
        public ISiloBuilder AddRegistryStorage()
        {
            silo.AddAdoNetGrainStorageAsDefault(options => options.Configure<RegistryDatabase>((storage, database) =>
            {
                storage.Invariant = database.Invariant;
                storage.DataSource = database.Source;
                storage.DeleteStateOnClear = true;
                storage.GrainStorageSerializer = new SubjectDocumentSerializer();
            }));
            silo.UseAdoNetReminderService(options => options.Configure<RegistryDatabase>((reminders, database) =>
            {
                reminders.Invariant = database.Invariant;
                reminders.DataSource = database.Source;
            }));
            silo.AddOutgoingGrainCallFilter<TickGate>();
            return silo.Configuration.GetConnectionString("Registry") is { Length: > 0 } ? silo.Clustered() : silo;
        }

        private ISiloBuilder Clustered() => silo.UseAdoNetClustering(options =>
            options.Configure<RegistryDatabase>((membership, database) =>
            {
                membership.Invariant = database.Invariant;
                membership.DataSource = database.Source;
            }));
    }
}
