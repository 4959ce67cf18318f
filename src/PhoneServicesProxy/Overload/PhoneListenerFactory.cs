using System.Net;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Replaces Kestrel's own listener, and uses parts of its transport. It allows the gateway to refuse a connection before Kestrel spends time on it.
/// On other systems than Linux Kestrel's own listener is used, and presses are refused after routing.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class PhoneListenerFactory(
    IOptions<SocketTransportOptions> options, LoadShedder shedder, BusyResponses responses, NewConnections newConnections, ConnectionLimit limit,
    GatewayExhaustion exhaustion, TimeProvider time, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>File handles are the sockets that systemd passes.</summary>
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or FileHandleEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = options.Value.CreateBoundListenSocket(endpoint);

        // A phone sends first. A connection that is accepted before its request has arrived cannot be refused cheaply.
        socket.SetRawSocketOption(TcpOptions.Level, TcpOptions.DeferAccept, TcpOptions.OneSecond);

        // Accepted sockets inherit this from the listening socket.
        socket.NoDelay = options.Value.NoDelay;
        socket.Listen(options.Value.Backlog);
        var contexts = new SocketConnectionContextFactory(
            Copy(options.Value), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
        return new(new PhoneListener(socket, contexts, shedder, responses, newConnections, limit, exhaustion, time));
    }

    /// <summary>Copies the same options as Kestrel's own transport does.</summary>
    internal static SocketConnectionFactoryOptions Copy(SocketTransportOptions options) => new()
    {
        IOQueueCount = options.IOQueueCount,
        WaitForDataBeforeAllocatingBuffer = options.WaitForDataBeforeAllocatingBuffer,
        MaxReadBufferSize = options.MaxReadBufferSize,
        MaxWriteBufferSize = options.MaxWriteBufferSize,
        UnsafePreferInlineScheduling = options.UnsafePreferInlineScheduling,
    };
}
