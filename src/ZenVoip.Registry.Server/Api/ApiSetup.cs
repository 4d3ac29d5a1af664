using GraphQL;
using GraphQL.Types;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>The registry's schema, and what its fields call.</summary>
internal static class ApiSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddRegistryApi()
        {
            GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
            services.AddGraphQL(graph => graph
                .AddAutoSchema<Query>(schema => schema.WithMutation<Mutation>().WithSubscription<Subscription>())
                .ConfigureSchema((schema, _) => Scalars(schema))
                .AddSystemTextJson());
            return services
                .AddSingleton<DateTimeScalar>()
                .AddSingleton<DateScalar>()
                .AddSingleton<PurposeScalar>()
                .AddSingleton<DataCategoryScalar>()
                .AddSingleton<JurisdictionScalar>()
                .AddSingleton<IFaultNames, SubjectFaults>()
                .AddSingleton<SubjectIds>()
                .AddSingleton<ReferenceReader>()
                .AddSingleton<OperationReplay>()
                .AddSingleton<SubjectCalls>()
                .AddSingleton<Registration>()
                .AddSingleton<PageReading>()
                .AddSingleton<SubjectReading>()
                .AddSingleton<WorkReading>()
                .AddSingleton<WorkChanges>()
                .AddSingleton<DeletionPreviews>()
                .AddSingleton<RequestReading>()
                .AddSingleton<RequestChanges>()
                .AddSingleton<NodeReading>()
                .AddSingleton<SubjectChanges>()
                .AddSingleton<HolderChanges>()
                .AddSingleton<FeedPulse>()
                .AddSingleton<ChangeFeed>()
                .AddSingleton<Deciding>();
        }
    }

    private static void Scalars(ISchema schema)
    {
        schema.RegisterTypeMapping<DateTimeOffset, DateTimeScalar>();
        schema.RegisterTypeMapping<DateOnly, DateScalar>();
        schema.RegisterTypeMapping<Purpose, PurposeScalar>();
        schema.RegisterTypeMapping<Jurisdiction, JurisdictionScalar>();
        schema.RegisterTypeMapping<DataCategory, DataCategoryScalar>();
        // Reached only as a Node, so nothing else would bring it in.
        schema.RegisterType(typeof(AutoRegisteringObjectGraphType<SubjectNode>));
    }
}
