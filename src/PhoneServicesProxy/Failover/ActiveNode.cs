using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// With <see cref="NodePolicyNames.ActiveStandby"/> one node at a time is active, and only a node that is down hands over. A press that has
/// failed waits for the node's probes. They show whether the node is down or only gave one bad answer.
/// </summary>
internal sealed class ActiveNode(NodeTable nodes, TimeProvider time)
{
    /// <summary>With the shipped settings, two probes in succession without an answer take 1.5 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>True if the node is busy. The standby node is not asked then.</summary>
    public static bool IsBusy(Attempt attempt) => attempt.Failure is AttemptFailure.NodeFull or AttemptFailure.NodeBusy or AttemptFailure.ServiceBusy;

    /// <summary>Waits, up to a limit, until the node is known to be up or down.</summary>
    /// <param name="attempt">The attempt that has just failed at this node.</param>
    /// <param name="cancellationToken">Cancelled when the press is over.</param>
    public async ValueTask<ActiveNodeVerdict> JudgeAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var (failed, began) = (time.GetUtcNow(), time.GetTimestamp());
        var isAsked = false;
        while (Availability.IsUp(attempt.Node))
        {
            // Without probes, only presses show the state of a node, so the next node is asked.
            if (nodes.Find(attempt.Node) is not { Prober: not null } node)
            {
                return ActiveNodeVerdict.HandsOver;
            }

            if (!isAsked)
            {
                // The probe triggered by the failure may have begun before the failure was noticed.
                isAsked = true;
                node.Prober.ProbeSoon();
            }

            if (node.LastProbe is { } probe && probe.At >= failed && (probe.Failure == AttemptFailure.None || node.ProbeIsWrong))
            {
                return ActiveNodeVerdict.IsUp;
            }

            if (time.GetElapsedTime(began) > Patience || cancellationToken.IsCancellationRequested)
            {
                return ActiveNodeVerdict.Unknown;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ActiveNodeVerdict.HandsOver;
    }
}
