namespace ZenVoip.Registry.Server.Http;

/// <summary>In which form a GraphQL response is answered.</summary>
internal enum AnswerForm
{
    /// <summary>application/json: what older clients read; a refused document is answered with 200.</summary>
    Json,

    /// <summary>application/graphql-response+json: the status says whether there is data.</summary>
    GraphQLResponse,
}
