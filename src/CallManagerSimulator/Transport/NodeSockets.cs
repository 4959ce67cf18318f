using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CallManagerSimulator.Transport;

/// <summary>
/// The listening socket and the connections of a node. The node keeps its port for the life of this object. While the node refuses, a bound socket
/// without listening keeps the port from other programs and outgoing connections.
/// </summary>
internal sealed class NodeSockets : IDisposable
{
    private const int Backlog = 512;
    private const int BindAttempts = 50;
    private readonly ConcurrentDictionary<Socket, byte> _connections = [];
    private readonly List<Socket> _fillers = [];
    private readonly Channel<Socket> _accepted = Channel.CreateUnbounded<Socket>();
    private Socket _socket;
    private CancellationTokenSource _accepting = new();
    private Task _acceptLoop = Task.CompletedTask;
    private State _state = State.Bound;
    private bool _disposed;

    public NodeSockets(IPEndPoint endPoint)
    {
        _socket = Bind(endPoint);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    private enum State
    {
        Bound,
        Open,
        Silent,
    }

    public IPEndPoint EndPoint { get; }

    public ChannelReader<Socket> Accepted => _accepted.Reader;

    /// <summary>Sends a RST instead of a FIN, even if data is in flight.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close(0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection is already gone, as intended.
        }
    }

    public void Forget(Socket socket) => _connections.TryRemove(socket, out _);

    /// <summary>Listens and accepts.</summary>
    public async Task OpenAsync()
    {
        if (_state == State.Open)
        {
            return;
        }

        _socket.Listen(Backlog);
        await StopAcceptingAsync();
        _acceptLoop = AcceptAsync(_socket, _accepting.Token);
        DropFillers();
        _state = State.Open;
    }

    /// <summary>Closes the listener and resets all connections.</summary>
    public async Task RefuseAsync()
    {
        if (_state != State.Bound)
        {
            await StopAcceptingAsync();
            _socket.Dispose();
            DropFillers();
            _socket = await BindAgainAsync();
            _state = State.Bound;
        }

        ResetConnections();
    }

    /// <summary>Makes the kernel drop SYNs. It does so while the queue of connections to accept is full.</summary>
    public async Task VanishAsync()
    {
        if (_state == State.Silent)
        {
            return;
        }

        await StopAcceptingAsync();
        _socket.Listen(0);
        await FillQueueAsync();
        _state = State.Silent;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _accepting.Cancel();
        _socket.Dispose();
        DropFillers();
        ResetConnections();
        _accepted.Writer.TryComplete();
        _accepting.Dispose();
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Socket> BindAgainAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Bind(EndPoint);
            }
            catch (SocketException) when (attempt < BindAttempts)
            {
                // The port was free for a moment, and an outgoing connection may have taken it.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(ct);
                socket.NoDelay = true;
                _connections[socket] = 0;
                _accepted.Writer.TryWrite(socket);
            }
            catch (SocketException) when (!ct.IsCancellationRequested)
            {
                // The client had gone before it was accepted.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task StopAcceptingAsync()
    {
        await _accepting.CancelAsync();
        await _acceptLoop;
        _accepting.Dispose();
        _accepting = new CancellationTokenSource();
    }

    private async Task FillQueueAsync()
    {
        var target = new IPEndPoint(NodeListener.Reachable(EndPoint.Address), EndPoint.Port);
        for (var i = 0; i < 8; i++)
        {
            var filler = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _fillers.Add(filler);
            using var full = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
            try
            {
                await filler.ConnectAsync(target, full.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void DropFillers()
    {
        _fillers.ForEach(Reset);
        _fillers.Clear();
    }

    private void ResetConnections()
    {
        foreach (var (socket, _) in _connections)
        {
            Reset(socket);
            Forget(socket);
        }
    }
}
