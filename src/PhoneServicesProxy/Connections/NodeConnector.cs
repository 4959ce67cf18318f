using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Connections;

/// <summary>
/// Opens connections to nodes. A connection has its own timeout, because cancelling a request does not cancel its connect. Requests to a
/// silent host would otherwise leave sockets behind until the handler's limit.
/// </summary>
internal sealed class NodeConnector(HealthReporter health, NodeHandshake handshake, Culprit culprit, GatewayExhaustion exhaustion, TimeProvider time)
{
    /// <summary>The connect timeout of probes.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>The wait before a descriptor or a port is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="context">The address, and the request.</param>
    /// <param name="tls">The TLS settings of the cluster's <c>HttpClient</c> section.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
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
                // Descriptors and ports become free as presses end. A probe does not compete for them, because another probe will follow.
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

            // The handshake gets the same time again. Nothing of the request is sent meanwhile, so it may still go to another node.
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
            // No port is missing. This machine has no address, perhaps no IPv6, from which the node can be reached.
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

    /// <summary>Reports from here, because a press that a hedge has already won no longer sees the failure.</summary>
    private void Report(AttemptTarget? target, AttemptFailure failure)
    {
        if (target is not null)
        {
            health.AttemptFailed(target.Node, failure);
        }
    }

    /// <summary>Wraps the connection, after TLS, to keep the client from repeating a request on its own.</summary>
    public static ValueTask<Stream> GuardAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Stream>(new NodeStream(context.PlaintextStream));
}
