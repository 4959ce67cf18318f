using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Connections;

/// <summary>
/// Opens connections to nodes. A connection has its own time limit, because cancelling a request does not cancel its
/// connect: requests to a silent host would leave sockets behind until the handler's limit.
/// </summary>
internal sealed class NodeConnector(HealthReporter health, NodeHandshake handshake, Culprit culprit, GatewayExhaustion exhaustion, TimeProvider time)
{
    /// <summary>For probes.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>Until a descriptor or a port is asked for again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="context">Where to, and for which request.</param>
    /// <param name="tls">What the cluster's <c>HttpClient</c> section says of TLS.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, SslClientAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        var target = AttemptTarget.Of(context.InitialRequestMessage);
        var limit = target?.ConnectTimeout ?? DefaultLimit;
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await TryConnectAsync(context, tls, target, limit, cancellationToken);
            }
            catch (SocketException error) when (target is not null && exhaustion.Note(error) && time.GetElapsedTime(began) < limit)
            {
                // As presses end, descriptors and ports become free. A probe does not compete for them: there will be another one.
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async ValueTask<Stream> TryConnectAsync(
        SocketsHttpConnectionContext context, SslClientAuthenticationOptions tls, AttemptTarget? target, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new ConnectLimit(socket, limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(context.DnsEndPoint, linked.Token);
            var connection = new NetworkStream(socket, ownsSocket: true);
            if (context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps)
            {
                return connection;
            }

            // As long again. Nothing of the request is sent meanwhile, so it may still go to another node.
            timeout.BeginHandshake();
            return await handshake.RunAsync(connection, context, tls, linked.Token);
        }
        catch (OperationCanceledException) when (timeout.Token.IsCancellationRequested)
        {
            socket.Dispose();
            Report(target, culprit.FailureOf(AttemptFailure.ConnectTimeout, started));
            throw new NoConnectionException(limit);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable && !LocalAddress.LeadsTo(context.DnsEndPoint))
        {
            // No port is missing: this machine has no address, of IPv6 perhaps, that leads there.
            socket.Dispose();
            Report(target, AttemptFailure.ConnectFailed);
            throw new SocketException((int)SocketError.NetworkUnreachable);
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is SocketException or AuthenticationException && culprit.FailureOf(error, started) != AttemptFailure.GatewayExhausted)
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
