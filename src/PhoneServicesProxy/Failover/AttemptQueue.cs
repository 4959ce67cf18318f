using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Has an attempt wait for its place at the node, and gives the place back when the node is done with it.</summary>
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

        // Health is not told: waiting here says nothing about the node, not even where another one won meanwhile.
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
