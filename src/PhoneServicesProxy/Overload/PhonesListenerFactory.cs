using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Listens in the place of Kestrel's own transport, and with its parts, so that a connection can be answered before it costs as much as one that
/// is served.
/// </summary>
internal sealed class PhonesListenerFactory(
    IOptions<SocketTransportOptions> options, LoadShedder shedder, BusyAnswers answers, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Others, such as a socket of systemd, are left to Kestrel.</summary>
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = options.Value.CreateBoundListenSocket(endpoint);
        socket.Listen(options.Value.Backlog);
        var contexts = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions(), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
        return new(new PhonesListener(socket, contexts, shedder, answers));
    }
}
