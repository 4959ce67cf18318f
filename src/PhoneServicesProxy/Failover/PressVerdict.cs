using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Decides, when a press has ended, which attempts count against their nodes. An attempt counts if another node did better with the same
/// request. If all nodes fail alike, the application is at fault. A request that only one node got proves nothing.
/// </summary>
internal sealed class PressVerdict(HealthReporter health, ApplicationFaults faults)
{
    /// <summary>An attempt counts as outpaced if it took more than this many times as long as the winner. If all nodes are slow, none is to blame.</summary>
    private const int Outpaced = 3;

    /// <summary>Must be called when the phone's answer is known and no further attempt will be made.</summary>
    public void Judge(Press press)
    {
        var attempts = press.End();
        foreach (var attempt in attempts)
        {
            Judge(press, attempt);
        }

        if (press.Winner is null)
        {
            faults.Observe(press, attempts);
        }
    }

    /// <summary>True if all nodes had this failure recently.</summary>
    public bool IsOfTheApplication(Press press, Attempt attempt) => faults.IsKnown(press.Cluster.ClusterId, attempt.Failure);

    /// <summary>Compares one attempt with the winner. Attempts that end after the press are judged singly.</summary>
    public void Judge(Press press, Attempt attempt)
    {
        if (press.Winner is not { } winner || winner.Node == attempt.Node)
        {
            return;
        }

        var failure = attempt.Cancelled ? LatenessOf(attempt, winner) : attempt.FromBehindNode ? AttemptFailure.None : attempt.Failure;
        if (IsSureOfNode(failure) || (!CarriesSession(attempt) && !CarriesSession(winner)))
        {
            health.DidWorse(attempt.Node, failure, press.PhoneId);
        }
        else if (failure == AttemptFailure.Outpaced)
        {
            // A probe decides. It has not been requested yet.
            health.AttemptFailed(attempt.Node, failure);
        }
    }

    private static AttemptFailure LatenessOf(Attempt attempt, Attempt winner) =>
        attempt.Failure == AttemptFailure.None && !attempt.WasHeldUp && winner.Duration * Outpaced < attempt.Duration ? AttemptFailure.Outpaced : AttemptFailure.None;

    /// <summary>
    /// A bad page may come from a session that only this node got. A missing or broken answer does not.
    /// </summary>
    private static bool IsSureOfNode(AttemptFailure failure) =>
        failure is AttemptFailure.AnswerTimeout or AttemptFailure.ConnectionLost or AttemptFailure.BadProtocol;

    private static bool CarriesSession(Attempt attempt) => attempt.Request is { } request && NodeRequest.CarriesSession(request);
}
