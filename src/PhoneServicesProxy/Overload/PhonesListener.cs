using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Hands phones' connections to Kestrel. While the gateway sheds load it answers them itself: a connection that Kestrel takes, only to have its
/// press turned away, costs a third of one that is served, so that at three times the load nothing would be left for those.
/// </summary>
internal sealed class PhonesListener(Socket listening, SocketConnectionContextFactory contexts, LoadShedder shedder, BusyAnswers answers)
    : IConnectionListener
{
    private const int LargestHead = 4096;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _head = new byte[LargestHead];
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint { get; } = listening.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var phone = await listening.AcceptAsync(_unbound.Token);
                if (shedder.Sheds() && TryTurnAway(phone))
                {
                    continue;
                }

                phone.NoDelay = true;
                return contexts.Create(phone);
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                // The kernel keeps the connection; at once it would only fail again.
                await shedder.PauseAsync(Pause, cancellationToken);
            }
            catch (SocketException)
            {
                // The phone went away before.
            }
        }
    }

    /// <summary>
    /// Not just <c>Dispose</c>: while an accept waits that makes the kernel reset connections when they are closed (SO_LINGER), also those that
    /// come by systemd's copy of the socket later, and phones would lose what they have not received by then.
    /// </summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        listening.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        listening.Dispose();
        contexts.Dispose();
        _unbound.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Only where the whole request has come, as it mostly has when connections have to wait: what is left unread would make the kernel reset
    /// the connection, and the phone lose the answer.
    /// </summary>
    private bool TryTurnAway(Socket phone)
    {
        phone.Blocking = false;
        var length = phone.Receive(_head, SocketFlags.Peek, out var error);
        if (error != SocketError.Success || length == 0 || answers.To(_head.AsSpan(0, length)) is not { } answer)
        {
            return false;
        }

        phone.Receive(_head.AsSpan(0, length), SocketFlags.None, out _);
        phone.Send(answer.Span, SocketFlags.None, out _);
        phone.Dispose();
        return true;
    }
}
