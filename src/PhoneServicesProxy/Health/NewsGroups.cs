using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Groups changes of a node in several services that have the same cause and come nearly at the same moment. One death is one piece of news,
/// not one for each service.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="judge">Decides, when the wait is over, whether a change is told.</param>
/// <param name="tell">Gets the changes of one node that belong together, in their order.</param>
internal sealed partial class NodeStateGroups(TimeProvider time, Func<NodeStateChange, ToldNews> judge, Action<IReadOnlyList<NodeStateChange>> tell)
{
    /// <summary>Within this time each service has been probed once more. A person would not notice it.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(750);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<List<NodeStateChange>>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps timers alive. A timer without a reference may be collected before it is due.</summary>
    private readonly HashSet<ITimer> _timers = [];

    /// <param name="change">The change.</param>
    /// <param name="wait">The time to wait for more changes, if none of this node is waiting; by default <see cref="Delay"/>.</param>
    public void Add(NodeStateChange change, TimeSpan? wait = null)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(change.Destination, out var groups))
            {
                _waiting[change.Destination] = groups = [];
                ITimer? timer = null;
                timer = time.CreateTimer(_ => Tell(change.Destination, timer!), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timers.Add(timer);
                timer.Change(wait ?? Delay, Timeout.InfiniteTimeSpan);
            }

            // Changes of one service are told in their order.
            var since = groups.FindLastIndex(group => group.Exists(other => other.Cluster == change.Cluster));
            if (groups.FindIndex(since + 1, group => BelongTogether(group[0], change)) is >= 0 and var index)
            {
                groups[index].Add(change);
            }
            else
            {
                groups.Add([change]);
            }
        }
    }

    /// <summary>The observation without the parts that differ between services: times, and the service whose probe saw it.</summary>
    private static string CauseOf(NodeStateChange change) => Times().Replace(change.Cause.Split(" (seen by ")[0], "");

    [GeneratedRegex(@"\d+(\.\d+)? m?s\b", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    private static bool BelongTogether(NodeStateChange one, NodeStateChange other) =>
        (one.State, one.Previous, one.Standby, one.StoodBy, one.ProbeIsWrong, one.Failure) == (other.State, other.Previous, other.Standby, other.StoodBy, other.ProbeIsWrong, other.Failure)
        && CauseOf(one) == CauseOf(other);

    private void Tell(string node, ITimer timer)
    {
        List<List<NodeStateChange>>? groups;
        lock (_gate)
        {
            _waiting.Remove(node, out groups);
            _timers.Remove(timer);
            timer.Dispose();
        }

        foreach (var group in groups ?? [])
        {
            var judged = group.ToLookup(judge);
            if (judged.Contains(ToldNews.Yes))
            {
                tell([.. judged[ToldNews.Yes]]);
            }

            foreach (var change in judged[ToldNews.Perhaps])
            {
                Add(change);
            }
        }
    }
}
