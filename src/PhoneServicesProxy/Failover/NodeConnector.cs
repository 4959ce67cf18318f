using System.Net.Sockets;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Opens connections to nodes. A connection has its own time limit, because cancelling a request does not cancel its
/// connect: requests to a silent host would leave sockets behind until the handler's limit.
/// </summary>
internal sealed class NodeConnector(HealthReporter health, TimeProvider time)
{
    /// <summary>For probes.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMilliseconds(300);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = AttemptTarget.Of(context.InitialRequestMessage);
        var limit = target?.ConnectTimeout ?? DefaultLimit;
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
            Report(target, AttemptFailure.ConnectTimeout);
            throw new TimeoutException($"No connection within {limit.TotalMilliseconds:0} ms.");
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is SocketException)
            {
                Report(target, AttemptFailure.ConnectFailed);
            }

            throw;
        }
    }

    /// <summary>From here, because a press that a hedge has won meanwhile does not hear of it any more.</summary>
    private void Report(AttemptTarget? target, AttemptFailure failure)
    {
        if (target is not null)
        {
            health.AttemptFailed(target.Cluster, target.Node, failure);
        }
    }

    /// <summary>Wraps the connection, after TLS, so that a request is never repeated behind our back.</summary>
    public static ValueTask<Stream> GuardAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Stream>(new NodeStream(context.PlaintextStream));
}
