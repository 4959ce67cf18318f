using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Makes an attempt wait for its place at the node, and returns the place when the node has finished.</summary>
internal sealed class AttemptQueue(AttemptRunner runner, NodePlaces places, TimeProvider time)
{
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, NodeClients clients, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        NodePlace? place;
        try
        {
            place = await places.EnterAsync(node, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return NotMade(cancelled: true);
        }

        if (place is null)
        {
            return NotMade(cancelled: false);
        }

        Attempt? attempt = null;
        try
        {
            return attempt = await runner.RunAsync(press, requests, node, clients, cancellationToken);
        }
        finally
        {
            if (attempt is { Won: true } && !HeldPage.Holds(attempt.Response!))
            {
                attempt.Place = place;
            }
            else
            {
                place.Dispose();
            }
        }

        // Health is not told. Waiting here says nothing about the node, even if another node has won meanwhile.
        Attempt NotMade(bool cancelled)
        {
            var attempt = new Attempt(node)
            {
                Failure = AttemptFailure.NodeFull,
                Reason = "at its limit of requests",
                Cancelled = cancelled,
                NotExecuted = true,
                Duration = time.GetElapsedTime(asked),
            };
            press.Ended(attempt);
            return attempt;
        }
    }
}
