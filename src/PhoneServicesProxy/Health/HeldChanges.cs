namespace PhoneServicesProxy.Health;

/// <summary>
/// Holds back changes of single nodes while a common fault explains them, because a broken application is reported once, not once for each
/// node. A node that stays down after the common fault has ended is reported then.
/// </summary>
internal sealed class HeldChanges(CommonFaults faults)
{
    /// <summary>How long a change waits for more of the same cause. Within this time each service has been probed once more. A person would not notice it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(750);

    /// <summary>Nodes that were repaired together are up again within this time after the end of a common fault.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Node, string Cluster), NodeStateChange> _held = [];

    /// <summary>True if the change ends a state that was never reported. Then the change is not reported either.</summary>
    public bool EndsUnreported(NodeStateChange change)
    {
        lock (_gate)
        {
            return change.State != NodeCondition.Down && _held.Remove(KeyOf(change));
        }
    }

    /// <summary>
    /// Decides whether a change is reported. After <see cref="ReportDecision.AskAgain"/>, the caller must ask again a moment later.
    /// </summary>
    public ReportDecision Judge(NodeStateChange change)
    {
        if (change.State != NodeCondition.Down || change.Standby)
        {
            return EndsUnreported(change) ? ReportDecision.Drop : ReportDecision.Report;
        }

        var isOpen = faults.MayBecomeCommon(change.Cluster, change.Destination);
        var isExplained = faults.ExplanationOf(change.Cluster, change.Destination) is not null;
        lock (_gate)
        {
            // The node has come back since.
            if (change.WasHeld && !_held.ContainsKey(KeyOf(change)))
            {
                return ReportDecision.Drop;
            }

            if (isExplained)
            {
                _held[KeyOf(change)] = change with { WasHeld = true };
                return ReportDecision.Drop;
            }

            if (!isOpen)
            {
                _held.Remove(KeyOf(change));
            }

            return isOpen ? ReportDecision.AskAgain : ReportDecision.Report;
        }
    }

    /// <summary>The changes held back for a service, to be judged again when its nodes no longer fail alike.</summary>
    public IReadOnlyList<NodeStateChange> Of(string cluster)
    {
        lock (_gate)
        {
            return [.. _held.Values.Where(change => change.Cluster == cluster)];
        }
    }

    private static (string Node, string Cluster) KeyOf(NodeStateChange change) => (change.Destination, change.Cluster);
}
