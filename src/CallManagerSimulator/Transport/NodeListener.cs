using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallManagerSimulator.Transport;

/// <summary>Passes a node's connections to Kestrel. Kestrel does not notice when the node refuses or is silent for a while.</summary>
internal sealed class NodeListener(NodeSockets sockets) : IConnectionListenerFactory, IConnectionListener
{
    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);

    public EndPoint EndPoint => sockets.EndPoint;

    /// <summary>An address at which this machine reaches a listener on <paramref name="address"/>.</summary>
    public static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : address;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await sockets.Accepted.WaitToReadAsync(cancellationToken))
        {
            while (sockets.Accepted.TryRead(out var socket))
            {
                try
                {
                    return _contexts.Create(socket);
                }
                catch (Exception e) when (e is ObjectDisposedException or SocketException)
                {
                    // A fault or the client reset the connection after it was accepted. The exception would end Kestrel's accept loop.
                    sockets.Forget(socket);
                    socket.Dispose();
                }
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        sockets.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _contexts.Dispose();
        return ValueTask.CompletedTask;
    }
}
