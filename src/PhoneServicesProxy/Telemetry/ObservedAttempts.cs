using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Counts each attempt and gives it a span, those that another one won included, where somebody wants to know.</summary>
internal sealed class ObservedAttempts(AttemptQueue attempts, GatewayMetrics metrics)
{
    public ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, HttpMessageInvoker client, CancellationToken cancellationToken) =>
        metrics.CountsAttempts || GatewayTraces.IsListenedTo
            ? ObserveAsync(press, requests, node, client, cancellationToken)
            : attempts.RunAsync(press, requests, node, client, cancellationToken);

    private async ValueTask<Attempt> ObserveAsync(
        Press press, NodeRequest requests, DestinationState node, HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        var kind = press.KindOf(node);
        using var span = GatewayTraces.StartAttempt(press, node, kind);
        var attempt = await attempts.RunAsync(press, requests, node, client, cancellationToken);
        metrics.AttemptEnded(press.Cluster.ClusterId, kind, attempt);
        if (span is { IsAllDataRequested: true })
        {
            GatewayTraces.End(span, attempt);
        }

        return attempt;
    }
}
