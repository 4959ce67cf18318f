namespace PhoneServicesProxy.Health;

/// <summary>
/// Keeps back news of a single node while a common fault explains it. One fault of an application is one piece of news, not one for each
/// node. If the common fault ends and a node stays down, that is told then.
/// </summary>
internal sealed class HeldNews(CommonFaults faults)
{
    /// <summary>Nodes that were repaired together are up again within this time after the end of a common fault.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long news waits for more of the same cause. Within this time each service has been probed once more. A person would not notice it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(750);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Node, string Cluster), NodeStateChange> _held = [];

    /// <summary>True if the change ends a state that was never told. Then the change is not told either.</summary>
    public bool EndsUntold(NodeStateChange change)
    {
        lock (_gate)
        {
            return change.State != NodeCondition.Down && _held.Remove(KeyOf(change));
        }
    }

    /// <summary>Decides whether a change is told. After Perhaps, the caller must ask again a moment later.</summary>
    public ToldNews Judge(NodeStateChange change)
    {
        if (change.State != NodeCondition.Down || change.Standby)
        {
            return EndsUntold(change) ? ToldNews.No : ToldNews.Yes;
        }

        var isOpen = faults.MayBecomeCommon(change.Cluster, change.Destination);
        var isSaid = faults.SaidOf(change.Cluster, change.Destination) is not null;
        lock (_gate)
        {
            // The node has come back since.
            if (change.WasHeld && !_held.ContainsKey(KeyOf(change)))
            {
                return ToldNews.No;
            }

            if (isSaid)
            {
                _held[KeyOf(change)] = change with { WasHeld = true };
                return ToldNews.No;
            }

            if (!isOpen)
            {
                _held.Remove(KeyOf(change));
            }

            return isOpen ? ToldNews.Perhaps : ToldNews.Yes;
        }
    }

    /// <summary>The changes kept back of a service whose nodes no longer fail alike.</summary>
    public IReadOnlyList<NodeStateChange> Of(string cluster)
    {
        lock (_gate)
        {
            return [.. _held.Values.Where(change => change.Cluster == cluster)];
        }
    }

    private static (string Node, string Cluster) KeyOf(NodeStateChange change) => (change.Destination, change.Cluster);
}
