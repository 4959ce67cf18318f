using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>Gives Kestrel the phones' connections that <see cref="AcceptingThread"/> accepts.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PhoneListener : IConnectionListener
{
    private readonly Channel<AcceptedConnection> _accepted = Channel.CreateUnbounded<AcceptedConnection>(new() { SingleReader = true, SingleWriter = true });
    private readonly SocketConnectionContextFactory _contexts;
    private readonly NewConnections _newConnections;
    private readonly ConnectionLimit _limit;
    private readonly GatewayExhaustion _exhaustion;
    private readonly TimeProvider _time;
    private readonly AcceptingThread _accepting;

    public PhoneListener(
        Socket listening, SocketConnectionContextFactory contexts, LoadShedder shedder, BusyResponses responses, NewConnections newConnections, ConnectionLimit limit,
        GatewayExhaustion exhaustion, TimeProvider time)
    {
        (_contexts, _newConnections, _limit, _exhaustion, _time) = (contexts, newConnections, limit, exhaustion, time);
        EndPoint = listening.LocalEndPoint!;
        Create = contexts.Create;
        _accepting = new(listening, _accepted.Writer, shedder, responses, limit, exhaustion, time);
    }

    public EndPoint EndPoint { get; }

    /// <summary>Makes a connection of a socket. Tests replace it.</summary>
    public Func<Socket, ConnectionContext> Create { get; set; }

    /// <summary>Kestrel would accept no more connections after an exception, so all are caught.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken))
        {
            if (!_accepted.Reader.TryRead(out var accepted))
            {
                continue;
            }

            try
            {
                return Open(accepted);
            }
            catch (Exception error)
            {
                _exhaustion.Missed(error);
                accepted.Socket.Dispose();
                _limit.Lost(EndPoint);
            }

            await Task.Delay(AcceptingThread.ErrorDelay, _time, cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// The token is ignored. As soon as this returns, Kestrel closes accepted connections that have not sent a request yet. So this waits for their
    /// requests.
    /// </summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _accepting.StopAsync();
        await _newConnections.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _accepting.DisposeAsync();
        _contexts.Dispose();
    }

    private ConnectionContext Open(AcceptedConnection accepted)
    {
        var connection = Create(accepted.Socket);
        if (accepted.IsAdmitted)
        {
            connection.Features.Set(new Admission());
        }

        _newConnections.HandedOver(connection.ConnectionId);
        return connection;
    }
}
