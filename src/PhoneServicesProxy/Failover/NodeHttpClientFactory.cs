using System.Text;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Forwarder;

namespace PhoneServicesProxy.Failover;

/// <summary>Gives each cluster its failover handler. The settings of YARP's <c>HttpClient</c> section apply to both of its clients.</summary>
internal sealed class NodeHttpClientFactory(
    ObservedAttempts attempts, QueuedAttempts queued, ActiveNode active, DownSignals downs, PressVerdict verdict, NodeConnector connector, PressLog log, TimeProvider time)
    : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);

        // Nodes do not know traces, and a phone's request must arrive as it was sent.
        handler.ActivityHeadersPropagator = null;

        // Kestrel reads and writes headers the same way, so each byte passes unchanged in any charset.
        handler.RequestHeaderEncodingSelector ??= static (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector ??= static (_, _) => Encoding.Latin1;
        handler.ConnectCallback = (connection, cancellationToken) => connector.ConnectAsync(connection, handler.SslOptions, cancellationToken);
        handler.PlaintextStreamFilter = NodeConnector.GuardAsync;
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler)
    {
        var fresh = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        ConfigureHandler(context, fresh);
        fresh.PooledConnectionLifetime = TimeSpan.Zero;
        return new FailoverHandler(new NodeClients(new(handler), new(fresh)), attempts, queued, active, downs, verdict, log, time);
    }
}
