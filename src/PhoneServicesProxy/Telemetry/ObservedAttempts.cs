using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Counts each attempt, those that another one won included, and measures it and gives it a span where somebody wants to know.</summary>
internal sealed class ObservedAttempts(AttemptQueue attempts, GatewayMetrics metrics, NodeTable nodes, TimeProvider time)
{
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        var observed = nodes.Find(node);
        var span = GatewayTraces.BeginAttempt(press, node, time);
        Attempt? attempt = null;
        observed?.Totals.AttemptStarted();
        try
        {
            attempt = await attempts.RunAsync(press, requests, node, client, cancellationToken);
        }
        finally
        {
            observed?.Totals.AttemptEnded(attempt);
        }

        if (metrics.MeasuresAttempts)
        {
            metrics.AttemptEnded(press.Cluster.ClusterId, press.KindOf(node), attempt);
        }

        if (span is { } begun)
        {
            GatewayTraces.End(begun, press.Cluster.ClusterId, attempt, observed, time);
        }

        return attempt;
    }
}
