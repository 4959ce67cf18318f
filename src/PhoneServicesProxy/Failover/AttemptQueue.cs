using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Makes an attempt wait for its place at the node, and returns the place when the node has finished.</summary>
internal sealed class AttemptQueue(AttemptRunner runner, NodePlaces places, TimeProvider time)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, NodeClients clients, NodePlace? place, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        try
        {
            place ??= await places.EnterAsync(node, press.Began, press.MayRepeat || press.Policy.Options.QueueTime == TimeSpan.Zero ? null : press.Policy.Options.LongestWait, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return press.NotMade(node, cancelled: true, time.GetElapsedTime(asked));
        }

        if (place is null)
        {
            return press.NotMade(node, cancelled: false, time.GetElapsedTime(asked));
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
                place.Leave(ResultOf(attempt), time);
            }
        }
    }

    private static PlaceResult ResultOf(Attempt? attempt) =>
        attempt is { Won: true } ? PlaceResult.Executed
            : attempt is { Failure: AttemptFailure.NodeBusy, NotExecuted: true } ? PlaceResult.Refused
            : PlaceResult.Ended;
}
