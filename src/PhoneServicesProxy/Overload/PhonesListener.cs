using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>Hands to Kestrel the phones' connections that <see cref="AcceptingThread"/> lets in.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PhonesListener : IConnectionListener
{
    private readonly Channel<AcceptedPhone> _phones = Channel.CreateUnbounded<AcceptedPhone>(new() { SingleReader = true, SingleWriter = true });
    private readonly SocketConnectionContextFactory _contexts;
    private readonly Newcomers _newcomers;
    private readonly AcceptingThread _accepting;

    public PhonesListener(
        Socket listening, SocketConnectionContextFactory contexts, LoadShedder shedder, BusyAnswers answers, Newcomers newcomers, TimeProvider time)
    {
        (_contexts, _newcomers) = (contexts, newcomers);
        EndPoint = listening.LocalEndPoint!;
        _accepting = new(listening, _phones.Writer, shedder, answers, newcomers, time);
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _phones.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_phones.Reader.TryRead(out var phone))
            {
                return Open(phone);
            }
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
        await _newcomers.LeaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _accepting.DisposeAsync();
        _contexts.Dispose();
    }

    private ConnectionContext Open(AcceptedPhone phone)
    {
        var connection = _contexts.Create(phone.Socket);
        _newcomers.Identify(connection.ConnectionId);
        if (phone.IsAdmitted)
        {
            connection.Features.Set(new Admission());
        }

        if (!phone.Read.IsEmpty)
        {
            connection.Transport = new ReadAhead(phone.Read, connection.Transport);
        }

        return connection;
    }
}
