using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Accepts phones' connections, and in overload refuses them itself. A connection that Kestrel accepts before its press is refused costs a
/// third of one that is served. At three times the load, little capacity would be left for the served ones.
/// </summary>
/// <remarks>It has its own thread. A pool thread that refuses hundreds of connections would be missing for the presses that are served.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class AcceptingThread : IAsyncDisposable
{
    private const int MaxRequestSize = 4096;

    /// <summary>
    /// The interval at which the thread checks for a stop. It closes the socket itself: if another thread closed it during an accept, the
    /// kernel would shut it down, or reset its connections when they end (SO_LINGER). With socket activation by systemd that also affects
    /// systemd's copy, which the next gateway gets.
    /// </summary>
    private static readonly TimeSpan StopCheckInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>In overload, the thread lets connections gather for this time. Waking up for one costs as much as refusing it.</summary>
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// The longest time in overload without an empty accept queue. After it, all connections are refused. This thread gets no more CPU time
    /// than any other. If it falls behind, admitted connections are late, and refused ones wait longer and longer.
    /// </summary>
    private static readonly TimeSpan MaxBacklogTime = TimeSpan.FromMilliseconds(20);

    /// <summary>The interval at which the thread checks for room while connections wait.</summary>
    private static readonly TimeSpan RoomCheckInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>The largest part of one check interval that counts as hold time. In a longer one the process stood still and held nothing back.</summary>
    private static readonly TimeSpan MaxRoomCheckInterval = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan NoRoomReportInterval = TimeSpan.FromSeconds(1);

    /// <summary>The pause after a failed accept.</summary>
    public static readonly TimeSpan ErrorDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest wait for room after a stop.</summary>
    private static readonly TimeSpan LastAcceptTimeout = TimeSpan.FromSeconds(1);

    private readonly byte[] _buffer = new byte[MaxRequestSize];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _listening;
    private readonly int _handle;
    private readonly ChannelWriter<AcceptedConnection> _accepted;
    private readonly LoadShedder _shedder;
    private readonly BusyResponses _responses;
    private readonly ConnectionLimit _limit;
    private readonly GatewayExhaustion _exhaustion;
    private readonly EndPoint? _endPoint;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _stopping = new(initialState: false, spinCount: 0);
    private long _queueEmptyAt;
    private long? _noRoomReportedAt;
    private TimeSpan _holdTime;

    public AcceptingThread(
        Socket listening, ChannelWriter<AcceptedConnection> accepted, LoadShedder shedder, BusyResponses responses, ConnectionLimit limit, GatewayExhaustion exhaustion,
        TimeProvider time)
    {
        (_limit, _exhaustion, _endPoint) = (limit, exhaustion, listening.LocalEndPoint);
        (_listening, _accepted, _shedder, _responses, _time) = (listening, accepted, shedder, responses, time);
        _handle = (int)listening.Handle;
        listening.Blocking = false;
        new Thread(Run) { Name = "Phones", IsBackground = true }.Start();
    }

    /// <summary>Completes when the waiting connections have been accepted and the socket is closed.</summary>
    public Task StopAsync()
    {
        _stopping.Set();
        return _ended.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    /// <summary>An unhandled exception on this thread would end the process, so all are caught, and accepting continues.</summary>
    private void Run()
    {
        while (!_stopping.IsSet)
        {
            try
            {
                AcceptUntilStopped();
            }
            catch (Exception error)
            {
                _exhaustion.Missed(error);
                _stopping.Wait(ErrorDelay);
            }
        }

        try
        {
            AcceptRemaining();
        }
        catch (Exception error)
        {
            _exhaustion.Missed(error);
        }

        _listening.Dispose();
        _accepted.Complete();
        _ended.SetResult();
    }

    /// <summary>Connections that already wait are still accepted. Closing the socket would reset them.</summary>
    private void AcceptRemaining()
    {
        var (waiting, _) = LinuxSockets.AcceptQueue(_handle);
        var began = _time.GetTimestamp();
        while (waiting > 0 && _time.GetElapsedTime(began) < LastAcceptTimeout)
        {
            if (!_limit.HasRoom)
            {
                // This only sleeps: the stop signal is already set, and the task completes after this method.
                _ended.Task.Wait(RoomCheckInterval);
            }
            else if (TryTakeOne())
            {
                waiting--;
            }
            else
            {
                return;
            }
        }
    }

    private void AcceptUntilStopped()
    {
        var waiting = 0;
        while (!_stopping.IsSet)
        {
            if (!_limit.HasRoom)
            {
                WaitForRoom();
                waiting = 0;
            }
            else if (_shedder.ShouldHoldConnections())
            {
                HoldConnections();
            }
            else if (waiting > 0 || (waiting = LinuxSockets.AcceptQueue(_handle).Length) > 0)
            {
                waiting--;
                if (!TryTakeOne())
                {
                    // The usual reason is a missing descriptor. The kernel keeps the connection, and an immediate retry would fail again.
                    _stopping.Wait(ErrorDelay);
                    waiting = 0;
                }
            }
            else
            {
                waiting = WaitForConnection() ? 1 : 0;
            }
        }
    }

    /// <summary>
    /// Leaves connections in the kernel's queue, in the order of their arrival, until there is room. After a burst there is room soon. If not, the gateway
    /// is overloaded, and this is reported before the connections have waited for long.
    /// </summary>
    private void HoldConnections()
    {
        var began = _time.GetTimestamp();
        _stopping.Wait(RoomCheckInterval);
        var (waiting, capacity) = LinuxSockets.AcceptQueue(_handle);

        var held = _time.GetElapsedTime(began);
        _holdTime = waiting == 0 ? TimeSpan.Zero : _holdTime + (held < MaxRoomCheckInterval ? held : MaxRoomCheckInterval);
        if (waiting > capacity / 2 || _holdTime > _shedder.MaxHoldTime)
        {
            _holdTime = TimeSpan.Zero;
            _shedder.StartOverload(waiting);
        }
    }

    /// <summary>Leaves connections in the kernel's queue until another connection ends.</summary>
    private void WaitForRoom()
    {
        _stopping.Wait(RoomCheckInterval);
        _queueEmptyAt = _time.GetTimestamp();
        if (LinuxSockets.AcceptQueue(_handle).Length > 0 && (_noRoomReportedAt is not { } reported || _time.GetElapsedTime(reported) > NoRoomReportInterval))
        {
            _noRoomReportedAt = _queueEmptyAt;
            _exhaustion.Note(ExhaustedResource.Descriptors);
        }
    }

    private bool WaitForConnection()
    {
        if (_shedder.IsOverloaded)
        {
            _stopping.Wait(BatchDelay);
        }

        var isWaiting = _listening.Poll(StopCheckInterval, SelectMode.SelectRead);
        _queueEmptyAt = _time.GetTimestamp();
        _holdTime = TimeSpan.Zero;
        return isWaiting;
    }

    private bool TryTakeOne() =>
        _shedder.ShouldRefuseConnection(isBacklogged: _time.GetElapsedTime(_queueEmptyAt) > MaxBacklogTime) ? TryRefuse() : TryAccept();

    private bool TryAccept()
    {
        try
        {
            // .NET queries the kernel several times for a descriptor from elsewhere, but not for a connection that it accepted itself.
            HandOver(new(_listening.Accept(), IsAdmitted: _shedder.IsOverloaded));
            return true;
        }
        catch (SocketException error)
        {
            _exhaustion.Note(error);
            return false;
        }
    }

    private bool TryRefuse()
    {
        if (LinuxSockets.Accept(_handle) is not { } connection)
        {
            return false;
        }

        // The response is sent here only if the whole request has arrived. That is usual for connections that had to wait. This thread
        // must not wait for the rest.
        var request = LinuxSockets.Peek(connection, _buffer);
        if (ResponseFor(request, connection) is { } response)
        {
            LinuxSockets.SendAndClose(connection, response.Span, _buffer);
        }
        else if (OpenSocket(connection) is { } socket)
        {
            // The middleware refuses the press after routing.
            HandOver(new(socket, IsAdmitted: false));
        }

        return true;
    }

    private ReadOnlyMemory<byte>? ResponseFor(ReadOnlySpan<byte> request, int connection)
    {
        try
        {
            return request.IsEmpty ? null : _responses.For(request);
        }
        catch (Exception)
        {
            LinuxSockets.SendAndClose(connection, default, _buffer);
            throw;
        }
    }

    private void HandOver(AcceptedConnection connection)
    {
        _limit.Accepted(_endPoint);
        _accepted.TryWrite(connection);
    }

    /// <summary>Null if the phone disconnected while it waited. Its address is then unknown, and cannot be checked.</summary>
    private static Socket? OpenSocket(int connection)
    {
        var handle = new SafeSocketHandle(connection, ownsHandle: true);
        try
        {
            var socket = new Socket(handle);
            if (socket.RemoteEndPoint is not null)
            {
                return socket;
            }
        }
        catch (SocketException)
        {
        }

        handle.Dispose();
        return null;
    }
}
