using System.Net.WebSockets;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Why a socket is closed: the codes of graphql-transport-ws, and those of WebSocket itself.</summary>
/// <param name="Reason">Never repeats what the client sent.</param>
internal sealed record SocketClosure(int Code, string Reason)
{
    public static readonly SocketClosure Normal = new((int)WebSocketCloseStatus.NormalClosure, "");
    public static readonly SocketClosure GoingAway = new((int)WebSocketCloseStatus.EndpointUnavailable, "Going away");
    public static readonly SocketClosure TooBig = new((int)WebSocketCloseStatus.MessageTooBig, "Message too big");
    public static readonly SocketClosure TryLater = new(1013, "Too many streams");
    public static readonly SocketClosure Invalid = new(4400, "Invalid message");
    public static readonly SocketClosure Unauthorized = new(4401, "Unauthorized");
    public static readonly SocketClosure Forbidden = new(4403, "Forbidden");
    public static readonly SocketClosure Expired = new(4403, "Token expired");
    public static readonly SocketClosure NoProtocol = new(4406, "Subprotocol not acceptable");
    public static readonly SocketClosure InitTimeout = new(4408, "Connection initialisation timeout");
    public static readonly SocketClosure Duplicate = new(4409, "Subscriber for this id already exists");
    public static readonly SocketClosure InitTwice = new(4429, "Too many initialisation requests");
    public static readonly SocketClosure Internal = new(4500, "Internal server error");
}

/// <summary>A socket must be closed.</summary>
internal sealed class SocketClosedException(SocketClosure closure) : Exception(closure.Reason)
{
    public SocketClosure Closure { get; } = closure;
}
