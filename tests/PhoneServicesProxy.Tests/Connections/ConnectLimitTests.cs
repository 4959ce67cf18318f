using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Connections;

namespace PhoneServicesProxy.Tests.Connections;

public sealed class ConnectLimitTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new();
    private readonly Socket _node = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _connection = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ConnectLimitTests() => _node.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    [Fact]
    public void Token_NodeIsSilent_IsCancelledInTime()
    {
        // It takes one more than its queue is long, and answers no other.
        _node.Listen(0);
        using var first = Connect();
        _connection.Blocking = false;
        Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => _connection.Connect(_node.LocalEndPoint!)).SocketErrorCode);
        using var limit = new ConnectLimit(_connection, Limit, _time);

        _time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(limit.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_NameIsStillLookedUp_IsCancelledInTime()
    {
        using var limit = new ConnectLimit(_connection, Limit, _time);

        _time.Advance(Limit);

        Assert.True(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_NodeHasAnsweredAndNobodyHasLooked_IsNot()
    {
        _node.Listen();
        using var limit = new ConnectLimit(_connection, Limit, _time);
        _connection.Connect(_node.LocalEndPoint!);

        _time.Advance(Limit);
        _time.Advance(Limit);

        Assert.False(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Token_InHandshake_IsCancelledOnlyWhereNothingHasCome()
    {
        _node.Listen();
        using var limit = new ConnectLimit(_connection, Limit, _time);
        _connection.Connect(_node.LocalEndPoint!);
        limit.BeginHandshake();
        using var node = await _node.AcceptAsync(TestContext.Current.CancellationToken);
        await node.SendAsync("x"u8.ToArray());
        Assert.True(_connection.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));

        _time.Advance(Limit);
        Assert.False(limit.Token.IsCancellationRequested);
        _connection.Receive(new byte[1]);
        _time.Advance(Limit);
        Assert.True(limit.Token.IsCancellationRequested);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _node.Dispose();
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_node.LocalEndPoint!);
        return socket;
    }
}
