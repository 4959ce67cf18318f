using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Says, when a press has ended, which of its attempts are held against their nodes: those where another node did better with the same
/// request. What is equally wrong everywhere is the application's fault, and what only one node was asked says nothing.
/// </summary>
internal sealed class PressVerdict(HealthReporter health, ApplicationFaults faults)
{
    /// <summary>Where all nodes are slow alike, none is to blame for having been asked first.</summary>
    private const int Outpaced = 3;

    /// <summary>To be called when the phone's answer is known, and no attempt will be made any more.</summary>
    public void Judge(Press press)
    {
        var attempts = press.End();
        foreach (var attempt in attempts)
        {
            Judge(press, attempt);
        }

        if (press.Winner is null)
        {
            faults.Look(press, attempts);
        }
    }

    /// <summary>Whether the failure is one that all nodes have had in common of late.</summary>
    public bool IsOfTheApplication(Press press, Attempt attempt) => faults.IsKnown(press.Cluster.ClusterId, attempt.Failure);

    /// <summary>Judges one attempt by the one that won; on its own where it ended after the press.</summary>
    public void Judge(Press press, Attempt attempt)
    {
        if (press.Winner is not { } winner || winner.Node == attempt.Node)
        {
            return;
        }

        var failure = attempt.Cancelled ? LatenessOf(attempt, winner) : attempt.FromBehindNode ? AttemptFailure.None : attempt.Failure;
        if (SaysTheNodeItself(failure) || (!CarriesSession(attempt) && !CarriesSession(winner)))
        {
            health.DidWorse(press.Cluster, attempt.Node, failure, press.PhoneId);
        }
        else if (failure == AttemptFailure.Outpaced)
        {
            // Its probe tells; nobody has asked for one yet.
            health.AttemptFailed(press.Cluster, attempt.Node, failure);
        }
    }

    private static AttemptFailure LatenessOf(Attempt attempt, Attempt winner) =>
        attempt.Failure == AttemptFailure.None && !attempt.WasHeldUp && winner.Duration * Outpaced < attempt.Duration ? AttemptFailure.Outpaced : AttemptFailure.None;

    /// <summary>
    /// Whatever page a node gives may come from the session that it got and another one did not. That it gives none, and none is on its
    /// way, does not.
    /// </summary>
    private static bool SaysTheNodeItself(AttemptFailure failure) =>
        failure is AttemptFailure.AnswerTimeout or AttemptFailure.ConnectionLost or AttemptFailure.BadProtocol;

    private static bool CarriesSession(Attempt attempt) => attempt.Request is { } request && NodeRequest.CarriesSession(request);
}
