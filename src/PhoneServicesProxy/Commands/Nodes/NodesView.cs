using PhoneServicesProxy.Management.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The output of <c>nodes</c>: whether users notice, the problems, and every node in every service.</summary>
internal static class NodesView
{
    public static IRenderable Of(NodesReport report, int width) => new Rows(
    [
        .. StateStyle.Headline(report).Select(line => line.Draw()),
        Text.Empty,
        Table(report).Draw(width),
    ]);

    private static ScreenTable Table(NodesReport report)
    {
        (string, int)[] columns =
            [("State", 2), ("Service", 0), ("Is", 0), ("Since", 0), ("In flight", 5), ("Last probe", 3), ("Pages", 6), ("Failed", 4), ("Downs", 7), ("Why", 1)];
        var hasPools = StateStyle.HavePools(report.Nodes);
        var table = new ScreenTable([("Node", 0), .. hasPools ? [StateStyle.PoolColumn] : Array.Empty<(string, int)>(), .. columns]) { LastWraps = true };
        foreach (var node in report.Nodes)
        {
            var isFirst = true;
            foreach (var service in node.Services)
            {
                table.AddRow(
                [
                    isFirst ? node.Name : Cell.Empty,
                    .. hasPools ? [isFirst ? StateStyle.PoolOf(node) : Cell.Empty] : Array.Empty<Cell>(),
                    isFirst ? StateStyle.Of(node.State) : Cell.Empty,
                    service.Service,
                    StateStyle.Of(service.Status),
                    Ago(report.At, service.Since),
                    StateStyle.Number(service.InFlight),
                    ProbeOf(report, service.LastProbe),
                    StateStyle.Number(service.Totals.Ok),
                    StateStyle.Number(service.Totals.Failed, isBad: true),
                    StateStyle.Number(service.Totals.TimesDown),
                    service.Cause is null ? "-" : service.Why,
                ]);
                isFirst = false;
            }
        }

        return table;
    }

    private static string ProbeOf(NodesReport report, ProbeReport? probe) => probe switch
    {
        null => "-",
        { Ok: true } => $"{Ago(report.At, probe.At)} ago, ok in {probe.Seconds * 1000:0} ms",
        _ => $"{Ago(report.At, probe.At)} ago, {probe.Failure} after {probe.Seconds * 1000:0} ms",
    };

    private static string Ago(DateTimeOffset now, DateTimeOffset then) => ReportText.Of(now - then);
}
