namespace PhoneServicesProxy.Health;

/// <summary>
/// Keeps back of each node what a common fault says of all: one fault of an application is one piece of news, not one for each node. Where the
/// common fault ends and a node stays down, that is told then.
/// </summary>
internal sealed class HeldNews(CommonFaults faults)
{
    /// <summary>Within so long after the end of a common fault nodes that were repaired together are up again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Node, string Cluster), NodeStateChange> _held = [];

    /// <summary>True where it ends what was never told, and is not to be told either.</summary>
    public bool EndsUntold(NodeStateChange change)
    {
        lock (_gate)
        {
            return change.State != NodeCondition.Down && _held.Remove(KeyOf(change));
        }
    }

    /// <summary>Whether this is to be told: no is not now, perhaps is to be asked again a moment later.</summary>
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
            // It has come back since.
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

    /// <summary>What was kept back of a service whose nodes no longer fail alike.</summary>
    public IReadOnlyList<NodeStateChange> Of(string cluster)
    {
        lock (_gate)
        {
            return [.. _held.Values.Where(change => change.Cluster == cluster)];
        }
    }

    private static (string Node, string Cluster) KeyOf(NodeStateChange change) => (change.Destination, change.Cluster);
}
