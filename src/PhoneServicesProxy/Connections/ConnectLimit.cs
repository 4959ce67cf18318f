using System.Net.Sockets;

namespace PhoneServicesProxy.Connections;

/// <summary>
/// The time within which a node must accept a connection. On a very busy machine, events wait for a thread, and only the kernel knows
/// whether the node has answered in time. Then the gateway is late, and the node must not be blamed.
/// </summary>
internal sealed class ConnectLimit : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Socket _socket;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private bool _inHandshake;

    /// <param name="socket">The connection in progress.</param>
    /// <param name="limit">The longest time for it.</param>
    /// <param name="time">The clock.</param>
    public ConnectLimit(Socket socket, TimeSpan limit, TimeProvider time)
    {
        (_socket, _limit) = (socket, limit);
        _timer = time.CreateTimer(static limit => ((ConnectLimit)limit!).CheckAnswer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Restart();
    }

    /// <summary>Cancelled if the node has not answered in time.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>The connection is open. The TLS handshake gets the same time again.</summary>
    public void BeginHandshake()
    {
        _inHandshake = true;
        Restart();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _over.Dispose();
    }

    private void Restart() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    private void CheckAnswer()
    {
        try
        {
            if (HasAnswered())
            {
                Restart();
            }
            else
            {
                _over.Cancel();
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The connection has ended meanwhile. An exception on a timer would end the process.
        }
    }

    /// <summary>While the node's name is looked up, the socket has not begun to connect. It is then both writable and readable (at its end).</summary>
    private bool HasAnswered() => _inHandshake
        ? _socket.Available > 0
        : _socket.Poll(0, SelectMode.SelectWrite) && !_socket.Poll(0, SelectMode.SelectRead);
}
