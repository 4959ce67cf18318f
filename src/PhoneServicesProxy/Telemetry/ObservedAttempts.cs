using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Counts each attempt, those that another one won included, and measures it and gives it a span where somebody wants to know.</summary>
internal sealed class ObservedAttempts(AttemptQueue attempts, GatewayMetrics metrics, NodeTable nodes)
{
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        var kind = metrics.CountsAttempts || GatewayTraces.IsListenedTo ? press.KindOf(node) : default(AttemptKind?);
        using var span = kind is null ? null : GatewayTraces.StartAttempt(press, node, kind.Value);
        var totals = nodes.Find(node)?.Totals;
        Attempt? attempt = null;
        totals?.AttemptStarted();
        try
        {
            attempt = await attempts.RunAsync(press, requests, node, client, cancellationToken);
        }
        finally
        {
            totals?.AttemptEnded(attempt);
        }

        if (kind is not null)
        {
            metrics.AttemptEnded(press.Cluster.ClusterId, kind.Value, attempt);
        }

        if (span is { IsAllDataRequested: true })
        {
            GatewayTraces.End(span, attempt);
        }

        return attempt;
    }
}
