using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Gathers what happens to a node in several services at nearly the same moment and for the same cause: one death is one piece of news, not one
/// for each service.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="judge">Says, when the time has come, whether a change is told.</param>
/// <param name="tell">Is given the changes of one node that belong together, in the order in which they came.</param>
internal sealed partial class NodeStateGroups(TimeProvider time, Func<NodeStateChange, ToldNews> judge, Action<IReadOnlyList<NodeStateChange>> tell)
{
    /// <summary>Within so long each service has been probed once since, and less than a person would notice.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(750);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<List<NodeStateChange>>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A timer that nobody holds may be collected before it is due.</summary>
    private readonly HashSet<ITimer> _timers = [];

    /// <param name="change">What has happened.</param>
    /// <param name="wait">For how long more may come, where the node has nothing that waits; by default <see cref="Delay"/>.</param>
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

            // What is told of one service stays in its order.
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

    /// <summary>What was seen, without what differs from one service to the next: times, and whose probe it was.</summary>
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
