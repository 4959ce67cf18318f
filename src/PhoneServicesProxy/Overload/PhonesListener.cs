using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>Hands to Kestrel the phones' connections that <see cref="AcceptingThread"/> lets in.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PhonesListener : IConnectionListener
{
    private readonly Channel<AcceptedPhone> _phones = Channel.CreateUnbounded<AcceptedPhone>(new() { SingleReader = true, SingleWriter = true });
    private readonly SocketConnectionContextFactory _contexts;
    private readonly NewConnections _newConnections;
    private readonly ConnectionLimit _limit;
    private readonly GatewayExhaustion _exhaustion;
    private readonly TimeProvider _time;
    private readonly AcceptingThread _accepting;

    public PhonesListener(
        Socket listening, SocketConnectionContextFactory contexts, LoadShedder shedder, BusyAnswers answers, NewConnections newConnections, ConnectionLimit limit,
        GatewayExhaustion exhaustion, TimeProvider time)
    {
        (_contexts, _newConnections, _limit, _exhaustion, _time) = (contexts, newConnections, limit, exhaustion, time);
        EndPoint = listening.LocalEndPoint!;
        Create = contexts.Create;
        _accepting = new(listening, _phones.Writer, shedder, answers, newConnections, limit, exhaustion, time);
    }

    public EndPoint EndPoint { get; }

    /// <summary>Makes a connection of a socket. Set by tests.</summary>
    public Func<Socket, ConnectionContext> Create { get; set; }

    /// <summary>An exception from here would be the end of Kestrel's accepting.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _phones.Reader.WaitToReadAsync(cancellationToken))
        {
            if (!_phones.Reader.TryRead(out var phone))
            {
                continue;
            }

            try
            {
                return Open(phone);
            }
            catch (Exception error)
            {
                _exhaustion.Missed(error);
                phone.Socket.Dispose();
                _newConnections.Lost();
                _limit.Lost(EndPoint);
            }

            await Task.Delay(AcceptingThread.ErrorDelay, _time, cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// Not to be cut short: what has been accepted by then is Kestrel's to serve, and what it has not begun to serve it would end as soon as
    /// this returns.
    /// </summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _accepting.EndAsync();
        await _newConnections.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _accepting.DisposeAsync();
        _contexts.Dispose();
    }

    private ConnectionContext Open(AcceptedPhone phone)
    {
        var connection = Create(phone.Socket);
        if (phone.IsAdmitted)
        {
            connection.Features.Set(new Admission());
        }

        _newConnections.HandedOver(connection.ConnectionId);
        return connection;
    }
}
