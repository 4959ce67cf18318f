using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Makes an attempt wait for its place at the node, and returns the place when the node has finished. Counts each attempt, including each
/// one that lost to another attempt. Measures and traces it if something listens.
/// </summary>
internal sealed class ObservedAttempts(
    AttemptRunner runner, NodePlaces places, AttemptMetrics metrics, GatewayTraces traces, NodeTable nodes, TimeProvider time)
{
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, NodeClients clients, CancellationToken cancellationToken, NodePlace? place = null)
    {
        var observed = nodes.Find(node);
        var span = press.Trace is { } begun ? traces.BeginAttempt(begun, press, node) : default;
        var asked = time.GetTimestamp();
        Attempt? attempt = null;
        observed?.Totals.AttemptStarted();
        try
        {
            place ??= await EnterAsync(press, node, cancellationToken);
            attempt = place is null
                ? press.NotMade(node, cancellationToken.IsCancellationRequested, time.GetElapsedTime(asked))
                : await runner.RunAsync(press, requests, node, clients, cancellationToken);
        }
        finally
        {
            Leave(place, attempt);
            observed?.Totals.AttemptEnded(attempt);
        }

        observed?.Record(attempt, time);
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

    /// <returns>The place; null if there was none in time, or the press was over first.</returns>
    private async ValueTask<NodePlace?> EnterAsync(Press press, DestinationState node, CancellationToken cancellationToken)
    {
        var options = press.Policy.Options;
        try
        {
            return await places.EnterAsync(node, press.Began, press.MayRepeat || options.QueueTime == TimeSpan.Zero ? null : options.LongestWait, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Leave(NodePlace? place, Attempt? attempt)
    {
        if (attempt is { Won: true } && !HeldPage.Holds(attempt.Response!))
        {
            attempt.Place = place;
        }
        else
        {
            place?.Leave(ResultOf(attempt), time);
        }
    }

    private static PlaceResult ResultOf(Attempt? attempt) =>
        attempt is { Won: true } ? PlaceResult.Executed
            : attempt is { Failure: AttemptFailure.NodeBusy, NotExecuted: true } ? PlaceResult.Refused
            : PlaceResult.Ended;
}
