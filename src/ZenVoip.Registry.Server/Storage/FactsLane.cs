using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// Puts concurrent lookups together: while one query is on its way, those that arrive wait and go in the next. A query
/// starts after all its requests have arrived, so no answer is older than its question.
/// </summary>
internal sealed class FactsLane(FactsQuery query)
{
    /// <summary>So many keys go in one query at most.</summary>
    public const int MaxBatch = 256;

    /// <summary>So many answers are worked on in a row: a thread woken for each costs more than it.</summary>
    private const int AnswersPerThread = 16;

    private readonly Lock gate = new();
    private readonly Queue<Request> waiting = [];
    private bool asking;

    /// <summary>The rows of a key; whoever stops waiting disturbs nobody else.</summary>
    public Task<FactRows> Ask(SubjectKey key, CancellationToken cancellation)
    {
        var request = new Request(key, cancellation);
        lock (gate)
        {
            waiting.Enqueue(request);
            if (!asking)
            {
                asking = true;
                _ = Task.Run(AskAll, CancellationToken.None);
            }
        }

        return request.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Keeps its connection while questions come, so that it never queues for one behind writes.</summary>
    private async Task AskAll()
    {
        DbConnection? connection = null;
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                connection ??= await query.Open(CancellationToken.None);
                await Answer(batch, connection);
            }
            catch (Exception fault)
            {
                Settle(batch, request => request.Answer.TrySetException(fault));
                await Close(connection);
                connection = null;
            }
        }

        await Close(connection);
    }

    private async Task Answer(List<Request> batch, DbConnection connection)
    {
        var found = await query.Ask(connection, batch.ConvertAll(request => request.Key), CancellationToken.None);
        Settle(batch, request => request.Answer.TrySetResult(FactsQuery.Of(request.Key, found)));
    }

    /// <summary>On other threads, so that the next query does not wait for what is made of these answers.</summary>
    private static void Settle(List<Request> batch, Action<Request> settle)
    {
        foreach (var some in batch.Chunk(AnswersPerThread))
            ThreadPool.UnsafeQueueUserWorkItem(some => Array.ForEach(some, settle), some, preferLocal: false);
    }

    private List<Request> Next()
    {
        List<Request> batch = [];
        lock (gate)
        {
            while (batch.Count < MaxBatch && waiting.TryDequeue(out var request))
            {
                if (!request.Cancellation.IsCancellationRequested)
                {
                    batch.Add(request);
                }
            }

            asking = batch.Count > 0;
        }

        return batch;
    }

    /// <summary>A broken connection may not even close, and those who ask next must not wait for it for ever.</summary>
    private static async ValueTask Close(DbConnection? connection)
    {
        try
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception)
        {
            // Whom it served has been answered or told.
        }
    }

    private sealed record Request(SubjectKey Key, CancellationToken Cancellation)
    {
        public TaskCompletionSource<FactRows> Answer { get; } = new();
    }
}
