using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>What has happened to a node in several services at once is one thing, and takes one line of a screen.</summary>
internal static class EventGroups
{
    /// <summary>Services are probed on clocks of their own, and see one death within so long.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    /// <param name="events">The latest last.</param>
    /// <returns>The latest first.</returns>
    public static IEnumerable<(DateTimeOffset At, string Text)> Of(IReadOnlyList<GatewayEvent> events)
    {
        var groups = new List<List<GatewayEvent>>();
        foreach (var happened in events)
        {
            // What happens to a service a second time is no part of the first.
            if (groups.FindLast(group => happened.At - group[0].At <= Together && IsSame(group[0], happened)) is { } known
                && known.TrueForAll(earlier => earlier.Service != happened.Service))
            {
                known.Add(happened);
            }
            else
            {
                groups.Add([happened]);
            }
        }

        groups.Reverse();
        return groups.Select(group => (group[0].At, TextOf(group)));
    }

    private static bool IsSame(GatewayEvent one, GatewayEvent other) =>
        one is { Kind: GatewayEventKind.NodeCondition, Service: not null } && other is { Kind: GatewayEventKind.NodeCondition, Service: not null }
        && one.Node == other.Node && one.Condition == other.Condition && BeginningOf(one) == BeginningOf(other);

    private static string BeginningOf(GatewayEvent happened) => happened.Text.Split(For(happened))[0];

    private static string TextOf(List<GatewayEvent> group) =>
        group.Count == 1 ? group[0].Text : group[0].Text.Replace(For(group[0]), $" for {group.Count} services", StringComparison.Ordinal);

    private static string For(GatewayEvent happened) => $" for {happened.Service}";
}
