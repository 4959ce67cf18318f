using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Accepts phones' connections. While the gateway sheds load it answers them itself: a connection that Kestrel takes, only to have its
/// press turned away, costs a third of one that is served, so that at three times the load little would be left for those.
/// </summary>
/// <remarks>A thread of its own: one of the pool that turns hundreds away would be missing to those that are served.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class AcceptingThread : IAsyncDisposable
{
    private const int LargestHead = 4096;

    /// <summary>
    /// How often the thread looks whether it is to end, and closes the socket. Closed beneath an accept, it would be shut down, or left so that
    /// the kernel resets connections at their end (SO_LINGER): systemd's copy of it, too, which the next gateway gets.
    /// </summary>
    private static readonly TimeSpan StopCheckInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>In overload it lets some come together: to wake up for each costs as much as to turn it away.</summary>
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// So long there may be no moment in overload when nobody waits here. After that all are turned away: this thread gets no more time than
    /// any other, and where it falls behind, those whom it would let in come late, and those whom it would turn away wait longer and longer.
    /// </summary>
    private static readonly TimeSpan MaxBacklogTime = TimeSpan.FromMilliseconds(20);

    /// <summary>How long those who wait go on waiting before it is looked again whether there is room.</summary>
    private static readonly TimeSpan RoomCheckInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>A moment that took longer is one in which the process stood still: nobody was held back then.</summary>
    private static readonly TimeSpan MaxRoomCheckInterval = TimeSpan.FromMilliseconds(20);

    public static readonly TimeSpan ErrorDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>So long those who wait at the end may wait for room.</summary>
    private static readonly TimeSpan LastAcceptTimeout = TimeSpan.FromSeconds(1);

    private readonly byte[] _head = new byte[LargestHead];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _listening;
    private readonly int _handle;
    private readonly ChannelWriter<AcceptedPhone> _phones;
    private readonly LoadShedder _shedder;
    private readonly BusyAnswers _answers;
    private readonly NewConnections _newConnections;
    private readonly ConnectionLimit _limit;
    private readonly GatewayExhaustion _exhaustion;
    private readonly EndPoint? _endPoint;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _unbound = new(initialState: false, spinCount: 0);
    private long _queueEmptyAt;
    private long? _reportedNoRoom;
    private TimeSpan _held;

    public AcceptingThread(
        Socket listening, ChannelWriter<AcceptedPhone> phones, LoadShedder shedder, BusyAnswers answers, NewConnections newConnections, ConnectionLimit limit,
        GatewayExhaustion exhaustion, TimeProvider time)
    {
        (_limit, _exhaustion, _endPoint) = (limit, exhaustion, listening.LocalEndPoint);
        (_listening, _phones, _shedder, _answers, _newConnections, _time) = (listening, phones, shedder, answers, newConnections, time);
        _handle = (int)listening.Handle;
        listening.Blocking = false;
        new Thread(AcceptAll) { Name = "Phones", IsBackground = true }.Start();
    }

    /// <summary>Returns when the last one has been accepted and the socket is closed.</summary>
    public Task EndAsync()
    {
        _unbound.Set();
        return _ended.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _unbound.Dispose();
    }

    /// <summary>An exception would end the process here. Phones are accepted whatever happens.</summary>
    private void AcceptAll()
    {
        while (!_unbound.IsSet)
        {
            try
            {
                AcceptUntilUnbound();
            }
            catch (Exception error)
            {
                _exhaustion.Missed(error);
                _unbound.Wait(ErrorDelay);
            }
        }

        try
        {
            AcceptTheLast();
        }
        catch (Exception error)
        {
            _exhaustion.Missed(error);
        }

        _listening.Dispose();
        _phones.Complete();
        _ended.SetResult();
    }

    /// <summary>Whoever waits by now has come in time: closed with the socket, its connection would be reset.</summary>
    private void AcceptTheLast()
    {
        var (waiting, _) = LinuxSockets.Waiting(_handle);
        var began = _time.GetTimestamp();
        while (waiting > 0 && _time.GetElapsedTime(began) < LastAcceptTimeout)
        {
            if (!_limit.HasRoom)
            {
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

    private void AcceptUntilUnbound()
    {
        var waiting = 0;
        while (!_unbound.IsSet)
        {
            if (!_limit.HasRoom)
            {
                WaitForRoom();
                waiting = 0;
            }
            else if (_shedder.HoldsBack())
            {
                HoldBack();
            }
            else if (waiting > 0 || (waiting = LinuxSockets.Waiting(_handle).Waiting) > 0)
            {
                waiting--;
                if (!TryTakeOne())
                {
                    // Mostly there is no room, and the kernel keeps the connection: at once it would only fail again.
                    _unbound.Wait(ErrorDelay);
                    waiting = 0;
                }
            }
            else
            {
                waiting = WaitForOne() ? 1 : 0;
            }
        }
    }

    /// <summary>
    /// Connections wait in the kernel, in the order in which they came, until there is room. That is over soon where many have come at once;
    /// if not, there is more to do than can be done, and those that wait are reported before they have waited for long.
    /// </summary>
    private void HoldBack()
    {
        var began = _time.GetTimestamp();
        _unbound.Wait(RoomCheckInterval);
        var (waiting, most) = LinuxSockets.Waiting(_handle);

        var held = _time.GetElapsedTime(began);
        _held = waiting == 0 ? TimeSpan.Zero : _held + (held < MaxRoomCheckInterval ? held : MaxRoomCheckInterval);
        if (waiting > most / 2 || _held > _shedder.LongestHold)
        {
            _held = TimeSpan.Zero;
            _shedder.BeginOverload(waiting);
        }
    }

    /// <summary>Whoever comes waits where the kernel keeps it, until somebody goes.</summary>
    private void WaitForRoom()
    {
        _unbound.Wait(RoomCheckInterval);
        _queueEmptyAt = _time.GetTimestamp();
        if (LinuxSockets.Waiting(_handle).Waiting > 0 && (_reportedNoRoom is not { } reported || _time.GetElapsedTime(reported) > MaxRoomCheckInterval * 50))
        {
            _reportedNoRoom = _queueEmptyAt;
            _exhaustion.Note(ExhaustedResource.Descriptors);
        }
    }

    private bool WaitForOne()
    {
        if (_shedder.IsOverloaded)
        {
            _unbound.Wait(BatchDelay);
        }

        var hasCome = _listening.Poll(StopCheckInterval, SelectMode.SelectRead);
        _queueEmptyAt = _time.GetTimestamp();
        _held = TimeSpan.Zero;
        return hasCome;
    }

    private bool TryTakeOne() =>
        _shedder.TurnsConnectionAway(isBehind: _time.GetElapsedTime(_queueEmptyAt) > MaxBacklogTime) ? TryTurnOneAway() : TryLetOneIn();

    private bool TryLetOneIn()
    {
        try
        {
            // .NET asks the kernel nothing about a connection that it has accepted itself, and much about a descriptor from elsewhere.
            LetIn(new(_listening.Accept(), IsAdmitted: _shedder.IsOverloaded));
            return true;
        }
        catch (SocketException error)
        {
            _exhaustion.Note(error);
            return false;
        }
    }

    private bool TryTurnOneAway()
    {
        if (LinuxSockets.Accept(_handle) is not { } phone)
        {
            return false;
        }

        // Only where the whole request has come, as it mostly has when connections have to wait: nothing here may wait for the rest.
        var request = LinuxSockets.Peek(phone, _head);
        if (AnswerTo(request, phone) is { } answer)
        {
            LinuxSockets.AnswerAndEnd(phone, answer.Span, _head);
        }
        else if (Open(phone) is { } socket)
        {
            // Turned away behind routing.
            LetIn(new(socket, IsAdmitted: false));
        }

        return true;
    }

    private ReadOnlyMemory<byte>? AnswerTo(ReadOnlySpan<byte> request, int phone)
    {
        try
        {
            return request.IsEmpty ? null : _answers.To(request);
        }
        catch (Exception)
        {
            LinuxSockets.AnswerAndEnd(phone, default, _head);
            throw;
        }
    }

    private void LetIn(AcceptedPhone phone)
    {
        _limit.Accepted(_endPoint);
        _newConnections.Accepted();
        _phones.TryWrite(phone);
    }

    /// <summary>Null where the phone has gone while it waited: nobody could tell any more whether it is one that may come.</summary>
    private static Socket? Open(int phone)
    {
        var handle = new SafeSocketHandle(phone, ownsHandle: true);
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
