using GraphQL.Execution;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// Large queries take turns: of what very many of them hold at a time, to keep it costs more than to make it. They wait
/// unread. No change waits here, for it may say no, and no small call.
/// </summary>
internal sealed class Turns(IOptions<GraphQLOptions> options) : IDisposable
{
    /// <summary>While some are read and decided on, others wait for the database.</summary>
    public const int PerProcessor = 4;

    /// <summary>However many processors there are: what they hold must go into a container's memory.</summary>
    public const int Most = 32;

    private readonly SemaphoreSlim _places = new(Places);

    public static int Places => Math.Min(PerProcessor * Environment.ProcessorCount, Most);

    /// <summary>To be disposed when the query has run; null: it takes no turn.</summary>
    /// <exception cref="TimeoutError">It waited for as long as an operation may run.</exception>
    public async ValueTask<IDisposable?> Take(GraphQLCall call, OperationType type, CancellationToken cancellation)
    {
        if (!call.IsLarge || type is not OperationType.Query) return null;
        if (!await _places.WaitAsync(options.Value.ExecutionTimeout, cancellation)) throw new TimeoutError();
        return new Turn(_places);
    }

    public void Dispose() => _places.Dispose();

    private sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? _taken = places;

        public void Dispose() => Interlocked.Exchange(ref _taken, null)?.Release();
    }
}
