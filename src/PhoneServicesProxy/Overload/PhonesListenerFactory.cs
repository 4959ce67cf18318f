using System.Net;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Listens in the place of Kestrel's own transport, and with its parts, so that a connection can be answered before it costs as much as one that
/// is served. Elsewhere than on Linux Kestrel's own does, and presses are turned away behind routing.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class PhonesListenerFactory(
    IOptions<SocketTransportOptions> options, LoadShedder shedder, BusyAnswers answers, NewConnections newConnections, ConnectionLimit limit,
    GatewayExhaustion exhaustion, TimeProvider time, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Sockets of systemd, too.</summary>
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or FileHandleEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = options.Value.CreateBoundListenSocket(endpoint);

        // A phone speaks first. A connection that is accepted before its request has come cannot be turned away cheaply.
        socket.SetRawSocketOption(TcpOptions.Level, TcpOptions.DeferAccept, TcpOptions.OneSecond);

        // Connections have it from the socket that listens.
        socket.NoDelay = options.Value.NoDelay;
        socket.Listen(options.Value.Backlog);
        var contexts = new SocketConnectionContextFactory(
            Copy(options.Value), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
        return new(new PhonesListener(socket, contexts, shedder, answers, newConnections, limit, exhaustion, time));
    }

    /// <summary>As Kestrel's own transport does.</summary>
    internal static SocketConnectionFactoryOptions Copy(SocketTransportOptions options) => new()
    {
        IOQueueCount = options.IOQueueCount,
        WaitForDataBeforeAllocatingBuffer = options.WaitForDataBeforeAllocatingBuffer,
        MaxReadBufferSize = options.MaxReadBufferSize,
        MaxWriteBufferSize = options.MaxWriteBufferSize,
        UnsafePreferInlineScheduling = options.UnsafePreferInlineScheduling,
    };
}
