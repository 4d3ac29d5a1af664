namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// Puts concurrent lookups together: while one query is on its way, those that arrive wait and go in the next. A query
/// starts after all its requests have arrived, so no answer is older than its question. It has a thread of its own that
/// waits for the database: handing a question to other threads and back costs more than answering it.
/// </summary>
internal sealed class FactsLane : IDisposable
{
    /// <summary>So long an idle lane keeps its connection.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly Queue<Request> waiting = [];
    private readonly FactsQuery query;
    private readonly int mostKeys;
    private Thread? thread;
    private bool resting;
    private bool closed;

    /// <param name="query">Used by this lane alone.</param>
    /// <param name="mostKeys">So many keys go in one query at most, or those of one request.</param>
    public FactsLane(FactsQuery query, int mostKeys) => (this.query, this.mostKeys) = (query, mostKeys);

    /// <summary>The rows of the keys, in their order; whoever stops waiting disturbs nobody else.</summary>
    public Task<ArraySegment<FactRows>> Ask(FactsKey[] keys, CancellationToken cancellation)
    {
        var request = new Request(keys);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            thread ??= Started();
            request.GivesUpOn(cancellation);
            waiting.Enqueue(request);
            if (resting)
                Monitor.Pulse(gate);
        }

        return request.Task;
    }

    /// <summary>Those who wait are answered still; later ones are refused.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }

        // A query has a time limit, so this ends.
        thread?.Join();
    }

    /// <summary>One that cannot start is a fault of this question, and is tried again for the next.</summary>
    private Thread Started()
    {
        var started = new Thread(Serve) { IsBackground = true, Name = "Registry facts" };
        // Of nobody's context: the first caller's trace must not become that of all queries.
        started.UnsafeStart();
        return started;
    }

    private void Serve()
    {
        using (query)
        {
            while (Next() is { } batch)
            {
                if (batch.Count > 0)
                    Answer(batch);
                else
                    query.Dispose();
            }
        }
    }

    /// <summary>
    /// What is made of an answer is made on other threads: here it would hold up everybody, and a caller who sends its
    /// next requests at once (HTTP pipelining) could keep the lane busy with them.
    /// </summary>
    private void Answer(List<Request> batch)
    {
        try
        {
            var found = query.Ask([.. batch.SelectMany(request => request.Keys)]);
            var answered = 0;
            foreach (var request in batch)
            {
                request.Answer(new(found, answered, request.Keys.Length));
                answered += request.Keys.Length;
            }
        }
        catch (Exception fault)
        {
            query.Dispose();
            batch.ForEach(request => request.Fail(fault));
        }
    }

    /// <summary>Empty: nobody asks any more, for now; null: the lane is closed.</summary>
    private List<Request>? Next()
    {
        lock (gate)
        {
            while (true)
            {
                if (Batch() is { Count: > 0 } batch)
                    return batch;
                if (closed)
                    return null;
                resting = true;
                var called = Monitor.Wait(gate, query.IsOpen ? Rest : Timeout.InfiniteTimeSpan);
                resting = false;
                if (!called && waiting.Count == 0)
                    return [];
            }
        }
    }

    /// <summary>Empty: nobody waits. Who gave up takes no place.</summary>
    private List<Request> Batch()
    {
        List<Request> batch = [];
        for (var keys = 0; waiting.TryPeek(out var next); waiting.Dequeue())
        {
            if (next.Task.IsCompleted)
                continue;
            if (keys > 0 && keys + next.Keys.Length > mostKeys)
                break;
            batch.Add(next);
            keys += next.Keys.Length;
        }

        return batch;
    }

    private sealed class Request(FactsKey[] keys)
        : TaskCompletionSource<ArraySegment<FactRows>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration patience;

        public FactsKey[] Keys => keys;

        /// <summary>To be called before the lane knows of it.</summary>
        public void GivesUpOn(CancellationToken cancellation) =>
            patience = cancellation.UnsafeRegister(static request => ((Request)request!).TrySetCanceled(), this);

        public void Answer(ArraySegment<FactRows> found)
        {
            patience.Unregister();
            TrySetResult(found);
        }

        public void Fail(Exception fault)
        {
            patience.Unregister();
            TrySetException(fault);
        }
    }
}
