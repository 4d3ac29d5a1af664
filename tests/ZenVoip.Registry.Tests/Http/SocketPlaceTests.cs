using System.Security.Claims;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

public sealed class SocketPlaceTests
{
    private static readonly ClaimsPrincipal Nobody = new();

    private static readonly ClaimsPrincipal Somebody = new(
        new ClaimsIdentity([new("iss", "test"), new("client_id", "somebody")], authenticationType: "Test"));

    private readonly StreamPlaces _places = new(
        Options.Create(new StreamOptions { ConnectionsPerClient = 1, UnknownSockets = 1 }));

    [Fact]
    public void Who_is_known_gives_the_place_of_the_unknown_back()
    {
        using var first = new SocketPlace(_places);
        using var second = new SocketPlace(_places);

        Assert.True(first.Take(Nobody) && !first.IsOwn);
        Assert.False(second.Take(Nobody));
        Assert.True(first.Take(Somebody) && first.IsOwn);
        Assert.True(first.Take(Somebody) && first.IsOwn);
        Assert.True(second.Take(Nobody));
    }

    [Fact]
    public void Who_has_as_many_as_they_may_gets_as_many_more_to_say_no_and_none_of_the_unknown()
    {
        using var first = new SocketPlace(_places);
        using var second = new SocketPlace(_places);
        using var third = new SocketPlace(_places);
        using var unknown = new SocketPlace(_places);

        Assert.True(first.Take(Somebody) && first.IsOwn);
        Assert.True(second.Take(Somebody) && !second.IsOwn);
        Assert.False(third.Take(Somebody));
        Assert.True(unknown.Take(Nobody));
        Assert.False(third.Take(Nobody));
    }

    [Fact]
    public async Task Who_is_known_again_keeps_their_place_while_another_socket_of_theirs_wants_one()
    {
        using var first = new SocketPlace(_places);
        Assert.True(first.Take(Somebody) && first.IsOwn);
        using var over = new CancellationTokenSource();
        var wanting = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                using var other = new SocketPlace(_places);
                other.Take(Somebody);
            }
        });

        var kept = Enumerable.Range(0, 100_000).All(_ => first.Take(Somebody) && first.IsOwn);
        await over.CancelAsync();
        await wanting;

        Assert.True(kept);
    }

    [Fact]
    public void Who_is_known_only_when_the_socket_has_ended_takes_no_place()
    {
        using var late = new SocketPlace(_places);
        Assert.True(late.Take(Nobody));
        late.Dispose();

        Assert.False(late.Take(Somebody));
        using var next = new SocketPlace(_places);
        Assert.True(next.Take(Somebody) && next.IsOwn);
    }
}
