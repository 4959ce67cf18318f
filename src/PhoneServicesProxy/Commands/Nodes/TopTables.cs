using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;
using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The tables of <c>top</c>: one row for each node, and one for each service.</summary>
internal static class TopTables
{
    private const int Seconds = 40;
    private const int FewSeconds = 12;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static bool IsOdd(NodeReport node) => node.State != NodeState.Active || node.Services.Any(IsOdd);

    public static bool IsOdd(NodesReport nodes, ServiceReport service) => service.LastMinute.Lost > 0 || On(nodes, service).Any(IsOdd);

    /// <param name="nodes">The nodes to show.</param>
    /// <param name="hasPools">True if any node of the gateway belongs to a pool, shown or not.</param>
    public static ScreenTable Nodes(IEnumerable<NodeReport> nodes, bool hasPools)
    {
        (string, int)[] columns = [("Services up", 0), ("Is", 0), ("In flight", 2), ("Waiting", 4), ("Pages", 3), ("Failed", 1)];
        var table = new ScreenTable([("Node", 0), .. hasPools ? [StateStyle.PoolColumn] : Array.Empty<(string, int)>(), .. columns]);
        foreach (var node in nodes)
        {
            table.AddRow(
            [
                node.Name,
                .. hasPools ? [StateStyle.PoolOf(node)] : Array.Empty<Cell>(),
                ReportText.UpOf(node.Services),
                StateStyle.Of(node),
                StateStyle.Number(node.InFlight),
                StateStyle.Number(node.Waiting),
                StateStyle.Number(node.Services.Sum(service => service.Totals.Ok)),
                StateStyle.Number(node.Services.Sum(service => service.Totals.Failed), isBad: true),
            ]);
        }

        return table;
    }

    /// <summary>Shows as many seconds of each service as fit beside the figures.</summary>
    public static Table Services(NodesReport nodes, IReadOnlyList<ServiceReport> services, int width)
    {
        var seconds = Math.Min(Seconds, TableOf(nodes, services, seconds: 0).RoomLeft(width));
        return TableOf(nodes, services, seconds < FewSeconds ? 0 : seconds).Draw(width);
    }

    private static ScreenTable TableOf(NodesReport nodes, IReadOnlyList<ServiceReport> services, int seconds)
    {
        (string, int)[] columns = [("Service", 0), ("Nodes up", 0), ("Last minute", 0), ("Failed over", 2), ("Hedged", 3), ("Old page", 1), ("Error page", 1)];
        var table = new ScreenTable(seconds == 0 ? columns : [.. columns, ($"Last {seconds} s", 0)]);
        foreach (var service in services)
        {
            var minute = service.LastMinute;
            Cell[] cells =
            [
                service.Service,
                ReportText.UpOf(On(nodes, service)),
                StateStyle.Number(minute.Ok + minute.FailedOver + minute.Hedged),
                StateStyle.Number(minute.FailedOver),
                StateStyle.Number(minute.Hedged),
                StateStyle.Number(minute.StalePage, isBad: true),
                StateStyle.Number(minute.ErrorPage, isBad: true),
            ];
            table.AddRow(seconds == 0 ? cells : [.. cells, Sparkline([.. service.Answers.TakeLast(seconds)])]);
        }

        return table;
    }

    private static bool IsOdd(NodeServiceReport service) => service.Status is not (NodeServiceStatus.Up or NodeServiceStatus.Standby);

    private static NodeServiceReport[] On(NodesReport nodes, ServiceReport service) =>
        [.. nodes.Nodes.SelectMany(node => node.Services).Where(at => at.Service.Equals(service.Service, StringComparison.OrdinalIgnoreCase))];

    private static string Sparkline(long[] values)
    {
        var highest = Math.Max(1, values.DefaultIfEmpty().Max());
        return string.Concat(values.Select(value => Bars[(int)Math.Ceiling((double)value / highest * (Bars.Length - 1))]));
    }
}
