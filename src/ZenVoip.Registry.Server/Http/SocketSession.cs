using System.Collections.Concurrent;
using System.Text.Json;
using GraphQLParser.AST;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>One socket that speaks graphql-transport-ws, from its first message to its close.</summary>
internal sealed class SocketSession(
    SocketLine line, HttpContext http, StreamEnd end, StreamedOperations operations)
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private bool _opening;
    private StreamCaller? _caller;
    private int _maxOperations;

    /// <summary>
    /// Told who the caller is, says how many operations may run at a time, noes not counted; null: the caller has too
    /// many sockets.
    /// </summary>
    public required Func<StreamCaller, int?> Admit { get; init; }

    /// <summary>The client has said who it is, and was let in.</summary>
    public bool IsOpen => _caller is not null;

    /// <summary>Serves the client's messages until the client goes.</summary>
    /// <exception cref="SocketClosedException">The client breaks the protocol, or is not let in.</exception>
    public async Task Serve()
    {
        while (await line.Receive() is { } message)
        {
            if (!end.Any.IsCancellationRequested) await Serve(message);
        }
    }

    /// <summary>Begins no more, ends what would go on, and waits for what has one answer.</summary>
    /// <param name="isGone">The client waits for nothing any more.</param>
    public async Task EndAll(bool isGone)
    {
        await end.Begin();
        var running = _running.Values.ToArray();
        if (isGone)
        {
            foreach (var one in running) await one.Cancel();
        }
        await Task.WhenAll(running.Select(one => one.Done));
    }

    private Task Serve(SocketMessage message) => message.Type switch
    {
        "connection_init" when _opening => throw new SocketClosedException(SocketClosure.InitTwice),
        "connection_init" => Open(message),
        "ping" => line.Send("pong", id: null, Echo(message.Payload)),
        "pong" => Task.CompletedTask,
        "subscribe" when _caller is null => throw new SocketClosedException(SocketClosure.Unauthorized),
        "subscribe" => Subscribe(message.Named(), message.Payload),
        "complete" => Complete(message.Named()),
        _ => throw new SocketClosedException(SocketClosure.Invalid),
    };

    private async Task Open(SocketMessage message)
    {
        _opening = true;
        var caller = message.Authorization() is { } authorization
            ? await StreamCaller.Of(http, authorization)
            : await StreamCaller.Of(http);
        if (caller is null) throw new SocketClosedException(SocketClosure.Forbidden);
        _maxOperations = Admit(caller) ?? throw new SocketClosedException(SocketClosure.TryLater);
        _caller = caller;
        await line.Send("connection_ack", id: null);
    }

    private async Task Subscribe(string id, byte[]? payload)
    {
        if (payload is null) throw new SocketClosedException(SocketClosure.Invalid);
        if (_running.ContainsKey(id)) throw new SocketClosedException(SocketClosure.Duplicate);
        var one = new Running(http.RequestAborted) { OnlyNoes = _running.Count >= _maxOperations };
        _running[id] = one;
        // Whoever ends all of them has seen this one, or is seen here.
        if (end.Any.IsCancellationRequested)
        {
            one.Dispose();
            return;
        }
        _ = Task.Run(() => Run(id, payload, one));
        // No more is read meanwhile: noes beyond the limit come one by one.
        if (one.OnlyNoes) await one.Done;
    }

    private Task Complete(string id) =>
        _running.TryRemove(id, out var one) ? one.Cancel() : Task.CompletedTask;

    private async Task Run(string id, byte[] payload, Running one)
    {
        using var _ = one;
        try
        {
            await Relay(id, payload, one);
        }
        catch (OperationCanceledException) when (one.Token.IsCancellationRequested)
        {
            // Not ours to complete: the client did, or a code of the socket says why, and the client asks again.
            Ended(id, one);
        }
        catch (Exception fault)
        {
            if (Ended(id, one)) await Silently(Refuse(id, fault));
        }
    }

    /// <summary>Whoever should be told may be gone.</summary>
    private static async Task Silently(Task sending) =>
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task Relay(string id, byte[] payload, Running one)
    {
        var cancellation = one.Token;
        var call = await operations.Admit(RequestReader.ReadText(payload), _caller!.User, cancellation);
        if (one.OnlyNoes && !call.Operation.Access.NeverLimited)
            throw new GraphFault(ErrorCodes.TooManyStreams, "This client has as many streams as it may.");
        // A change is not cut off: its client would not know whether it happened.
        using var ending = call.Type is OperationType.Subscription ? one.EndWith(end.Any) : default;
        await foreach (var answer in operations.Run(call, _caller, http, cancellation))
        {
            if (answer.Refused)
            {
                if (Ended(id, one)) await line.Send("error", id, json => ResultWriter.WriteList(json, answer.Errors));
                return;
            }
            await line.Send(
                "next", id, json => ResultWriter.Write(json, answer.Result, answer.Errors), cancellation);
        }
        if (Ended(id, one)) await line.Send("complete", id, payload: null, CancellationToken.None);
    }

    /// <summary>The id is free again; false: it was already.</summary>
    private bool Ended(string id, Running one) => _running.TryRemove(KeyValuePair.Create(id, one));

    private Task Refuse(string id, Exception fault)
    {
        var errors = operations.Reported(fault, http);
        return line.Send("error", id, json => ResultWriter.WriteList(json, errors));
    }

    private static Action<Utf8JsonWriter>? Echo(byte[]? payload) =>
        payload is null ? null : json => json.WriteRawValue(payload, skipInputValidation: true);

    private sealed class Running(CancellationToken gone) : IDisposable
    {
        private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(gone);
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _over;

        /// <summary>Nothing else is run any more.</summary>
        public bool OnlyNoes { get; init; }

        public CancellationToken Token => _cancellation.Token;

        /// <summary>It is over.</summary>
        public Task Done => _done.Task;

        public CancellationTokenRegistration EndWith(CancellationToken end) =>
            end.UnsafeRegister(one => ((Running)one!)._cancellation.Cancel(), this);

        public Task Cancel()
        {
            lock (_gate) return _over ? Task.CompletedTask : _cancellation.CancelAsync();
        }

        public void Dispose()
        {
            lock (_gate) _over = true;
            _cancellation.Dispose();
            _done.TrySetResult();
        }
    }
}
