using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Counts each attempt, including those that lost to another one. Measures and traces it if something listens.</summary>
internal sealed class ObservedAttempts(AttemptQueue attempts, AttemptMetrics metrics, GatewayTraces traces, NodeTable nodes, TimeProvider time)
{
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, NodeClients clients, CancellationToken cancellationToken, NodePlace? place = null)
    {
        var observed = nodes.Find(node);
        var span = press.Trace is { } begun ? traces.BeginAttempt(begun, press, node) : default;
        Attempt? attempt = null;
        observed?.Totals.AttemptStarted();
        try
        {
            attempt = await attempts.RunAsync(press, requests, node, clients, place, cancellationToken);
        }
        finally
        {
            observed?.Totals.AttemptEnded(attempt);
        }

        observed?.Saw(attempt, time);
        if (metrics.Enabled)
        {
            metrics.Ended(press.Cluster.ClusterId, press.KindOf(node), attempt);
        }

        if (press.Trace is { } trace)
        {
            traces.EndAttempt(trace, span, press.Cluster.ClusterId, attempt, observed);
        }

        return attempt;
    }
}
