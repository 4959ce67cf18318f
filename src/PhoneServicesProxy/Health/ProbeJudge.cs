using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using Yarp.ReverseProxy.Health;

namespace PhoneServicesProxy.Health;

/// <summary>Gives each probe's result to the cluster's policy, and to all others that need it.</summary>
internal sealed partial class ProbeJudge(
    IEnumerable<IActiveHealthCheckPolicy> policies,
    NodeTable nodes,
    CommonFaults faults,
    PassiveHealth passive,
    NodeStateChanges changes,
    ReadinessState readiness,
    ProbeMetrics metrics,
    TimeProvider time,
    ILogger<ProbeJudge> logger)
{
    private readonly LogLimit _log = new();

    private readonly Dictionary<string, IActiveHealthCheckPolicy> _policies =
        policies.ToDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="asked">The node in each service that has asked, with the answer as that service sees it.</param>
    /// <param name="started">When the probe began.</param>
    public void Judge(IReadOnlyList<(NodeHealth Node, ProbeAnswer Answer)> asked, long started)
    {
        foreach (var (node, answer) in asked)
        {
            Judge(node, started, answer);
        }

        if (TransportErrors.NothingSent(asked[0].Answer.Failure))
        {
            ShareConnectFailure(asked[0].Node, started, asked[0].Answer);
        }
    }

    private void Judge(NodeHealth node, long started, ProbeAnswer answer)
    {
        var duration = time.GetElapsedTime(started);
        node.LastProbe = new ProbeResult(time.GetUtcNow() - duration, duration, answer.Failure, answer.Reason);
        node.Totals.Probed(answer.Good);
        metrics.Probed(node, duration, answer.Failure);
        if (answer.Good)
        {
            Apply(node, started, answer, "its probes are good");
            return;
        }

        var wasDown = node.ProbesFail;
        Apply(node, started, answer, ReasonOf(answer));
        if (!TransportErrors.NothingSent(answer.Failure) && !wasDown && !node.ProbeIsWrong)
        {
            Alert(node);
        }
    }

    /// <summary>Probes the same machine in all services. A fault in one service is often the first sign for all.</summary>
    public void Alert(NodeHealth node)
    {
        foreach (var sibling in ProbedOtherwise(node))
        {
            sibling.Prober!.ProbeSoon();
        }
    }

    private static string ReasonOf(ProbeAnswer answer) => answer.Reason ?? "the probe failed";

    /// <summary>The same machine in the services that do not share this node's probes.</summary>
    private IEnumerable<NodeHealth> ProbedOtherwise(NodeHealth node) =>
        nodes.Siblings(node).Where(sibling => sibling.Prober is not null && sibling.Prober != node.Prober);

    private void ShareConnectFailure(NodeHealth node, long started, ProbeAnswer answer)
    {
        foreach (var sibling in ProbedOtherwise(node))
        {
            var wasDown = sibling.ProbesFail;
            Apply(sibling, started, answer, $"{ReasonOf(answer)} (seen by the probe for {node.Cluster.ClusterId})");
            if (!wasDown)
            {
                sibling.Prober?.ProbeSoon();
            }
        }
    }

    private void Apply(NodeHealth node, long started, ProbeAnswer answer, string cause)
    {
        var comparison = ProbeComparison.OfTheNode;
        IReadOnlyList<NodeHealth> ask = [];
        if (!node.Verdicts.Judge(started, answer.Good, () => (comparison, ask) = Compare(node, started, answer)))
        {
            return;
        }

        var counts = answer.Good || comparison == ProbeComparison.OfAll;
        if (counts)
        {
            passive.ProbeSucceeded(node, started);
        }

        if (comparison != ProbeComparison.Open)
        {
            changes.Observe(node, answer.Good || !counts ? cause : $"it fails its probe like all nodes, {cause}", counts ? AttemptFailure.None : answer.Failure);
        }

        if (!answer.Good)
        {
            faults.Refresh(node.Cluster);
        }

        readiness.Judged(node);
        foreach (var other in ask)
        {
            other.Prober?.ProbeSoon();
        }
    }

    private (ProbeComparison Comparison, IReadOnlyList<NodeHealth> Ask) Compare(NodeHealth node, long started, ProbeAnswer answer)
    {
        var compared = faults.Take(node, started, answer);
        switch (compared.Comparison)
        {
            case ProbeComparison.OfAll:
                using (var good = new HttpResponseMessage())
                {
                    AskPolicy(node, new(AttemptFailure.None, null, good));
                }

                break;
            case ProbeComparison.OfTheNode:
                AskPolicy(node, answer);
                break;
        }

        return compared;
    }

    private void AskPolicy(NodeHealth node, ProbeAnswer answer)
    {
        var exception = answer.Good ? null : new ProbeFailedException(answer.Failure, answer.Reason ?? string.Empty);
        var name = node.Cluster.Model.Config.HealthCheck?.Active?.Policy;
        try
        {
            var policy = _policies[string.IsNullOrEmpty(name) ? HealthCheckConstants.ActivePolicy.ConsecutiveFailures : name];
            policy.ProbingCompleted(node.Cluster, [new(node.Destination, answer.Response, exception)]);
        }
        catch (Exception e)
        {
            if (_log.IsDue(time, out var count))
            {
                LogPolicyFailed(name, node.Cluster.ClusterId, count, e);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Health policy {Policy} failed for {Cluster}. Probes lost since the last such message: {Count}.", EventName = "HealthPolicyFailed")]
    private partial void LogPolicyFailed(string? policy, string cluster, long count, Exception exception);
}
