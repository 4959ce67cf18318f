using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Where one node at a time is active (<see cref="NodePolicyNames.ActiveStandby"/>), only a node that is down hands over. A press that has
/// failed waits for its probes: they tell whether the node is down, or whether it was this one answer.
/// </summary>
internal sealed class ActiveNode(NodeTable nodes, TimeProvider time)
{
    /// <summary>Two probes in succession that are not answered need a second and a half with the shipped settings.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether it is busy, which a standby node is no help for.</summary>
    public static bool IsBusy(Attempt attempt) => attempt.Failure is AttemptFailure.NodeFull or AttemptFailure.ServiceBusy;

    /// <summary>Waits until it is known what has become of the node.</summary>
    /// <param name="attempt">The attempt at it that has just failed.</param>
    /// <param name="cancellationToken">The press is over.</param>
    public async ValueTask<ActiveNodeVerdict> JudgeAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var (failed, began) = (time.GetUtcNow(), time.GetTimestamp());
        var isAsked = false;
        while (Availability.IsUp(attempt.Node))
        {
            // Without probes requests alone say what a node is worth, and they cannot without asking the other one.
            if (nodes.Find(attempt.Node) is not { Prober: not null } node)
            {
                return ActiveNodeVerdict.HandsOver;
            }

            if (!isAsked)
            {
                // The one that the failure has led to may have begun before it was noticed.
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
