using GraphQL;

namespace ZenVoip.Registry.Server.Http;

/// <summary>What a caller asks for, as it stands in the request.</summary>
internal sealed record GraphQLCall
{
    public string? Query { get; set; }
    public string? DocumentId { get; set; }
    public string? OperationName { get; set; }
    public Inputs? Variables { get; set; }
    public Inputs? Extensions { get; set; }

    public override string ToString() => nameof(GraphQLCall);
}
