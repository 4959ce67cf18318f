using System.Net.Sockets;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Opens connections to nodes. A connection has its own time limit, because cancelling a request does not cancel its
/// connect: requests to a silent host would leave sockets behind until the handler's limit.
/// </summary>
internal sealed class NodeConnector(TimeProvider time)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var limit = ConnectLimit.Of(context.InitialRequestMessage);
        using var timeout = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, linked.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"No connection within {limit.TotalMilliseconds:0} ms.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Wraps the connection, after TLS, so that a request is never repeated behind our back.</summary>
    public static ValueTask<Stream> GuardAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Stream>(new NodeStream(context.PlaintextStream));
}
