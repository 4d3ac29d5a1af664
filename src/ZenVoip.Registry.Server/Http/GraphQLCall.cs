using GraphQL;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>What a caller asks for, as it stands in the request.</summary>
internal sealed record GraphQLCall
{
    private Func<Inputs?>? _unread;

    public string? Query { get; set; }
    public string? DocumentId { get; set; }
    public string? OperationName { get; set; }

    /// <summary>Those that were put off are read when they are asked for first.</summary>
    /// <exception cref="GraphFault">BAD_JSON, BAD_REQUEST.</exception>
    public Inputs? Variables
    {
        get
        {
            if (_unread is { } read)
            {
                _unread = null;
                field = read();
            }

            return field;
        }

        set => (field, _unread) = (value, null);
    }

    public Inputs? Extensions { get; set; }

    /// <summary>It has much in its variables, and they have not been read yet.</summary>
    public bool IsLarge => _unread is not null;

    /// <param name="read">Reads the variables; called once at most.</param>
    public void PutOffVariables(Func<Inputs?> read) => _unread = read;

    public override string ToString() => nameof(GraphQLCall);
}
