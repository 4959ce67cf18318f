using System.Net.Sockets;

namespace PhoneServicesProxy.Connections;

/// <summary>
/// The time within which a node must accept a connection. On a machine so busy that what has come in waits for a thread, only the kernel
/// knows whether the node has answered in time: then it is the gateway that is late, and no node is given up for it.
/// </summary>
internal sealed class ConnectLimit : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Socket _socket;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private bool _inHandshake;

    /// <param name="socket">The connection that is being made.</param>
    /// <param name="limit">How long that may take.</param>
    /// <param name="time">The clock.</param>
    public ConnectLimit(Socket socket, TimeSpan limit, TimeProvider time)
    {
        (_socket, _limit) = (socket, limit);
        _timer = time.CreateTimer(static limit => ((ConnectLimit)limit!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Restart();
    }

    /// <summary>Cancelled where the node has not answered.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>The connection is there: as long again for the handshake of TLS.</summary>
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

    private void Look()
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
            // It has come to its end meanwhile, one way or the other. Thrown on from a timer, it would end the process.
        }
    }

    /// <summary>A socket that has not begun to connect, while its node's name is looked up, is both writable and readable (at its end).</summary>
    private bool HasAnswered() => _inHandshake
        ? _socket.Available > 0
        : _socket.Poll(0, SelectMode.SelectWrite) && !_socket.Poll(0, SelectMode.SelectRead);
}
