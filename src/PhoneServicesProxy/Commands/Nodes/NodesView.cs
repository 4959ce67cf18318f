using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>What <c>nodes</c> prints: whether users notice, what is wrong, and every node in every service.</summary>
internal static class NodesView
{
    private const int Wide = 150;

    public static IRenderable Of(NodesReport report, int width) => new Rows(
    [
        Looks.OfUsers(report.Users.Text, report.Users.Losing),
        .. Troubles(report),
        Table(report, width < Wide),
    ]);

    /// <summary>A line for each trouble, and for each node that an order keeps from its share.</summary>
    public static IEnumerable<IRenderable> Troubles(NodesReport report)
    {
        foreach (var verdict in report.Verdicts)
        {
            yield return Looks.Warning(LineOf(report, verdict));
        }

        foreach (var node in report.Nodes)
        {
            if (OverrideOf(report, node) is { } order)
            {
                yield return Looks.Warning($"{node.Name} is {order}.");
            }
        }
    }

    public static string LineOf(NodesReport report, VerdictReport verdict) => $"{verdict.Headline}, since {Ago(report.At, verdict.Since)}: {verdict.Cause}.";

    public static string? OverrideOf(NodesReport report, NodeReport node) => node.Override is { } order
        ? $"{Words.Of(order.State)}, ordered {Ago(report.At, order.Since)} ago by {order.By}{(order.Reason is null ? "" : $" ({order.Reason})")}; the configuration says {Words.Of(node.ConfiguredState)}"
        : null;

    private static Table Table(NodesReport report, bool isNarrow)
    {
        var table = new ScreenTable(
            isNarrow, ("Node", true), ("State", false), ("Service", true), ("Is", true), ("Since", true), ("In flight", false), ("Last probe", false), ("Pages", false),
            ("Failed", false), ("Downs", false), ("Why", true));
        foreach (var node in report.Nodes)
        {
            var isFirst = true;
            foreach (var service in node.Services)
            {
                table.AddRow(
                    isFirst ? new Text(node.Name) : Text.Empty,
                    isFirst ? Looks.Of(node.State) : Text.Empty,
                    new Text(service.Service),
                    Looks.Of(service),
                    new Text(Ago(report.At, service.Since)),
                    Looks.Number(service.InFlight),
                    new Text(ProbeOf(report, service.LastProbe)),
                    Looks.Number(service.Totals.Ok),
                    Looks.Number(service.Totals.Failed, isBad: true),
                    Looks.Number(service.Totals.TimesDown),
                    Looks.Plain(service.Cause));
                isFirst = false;
            }
        }

        return table.Table;
    }

    private static string ProbeOf(NodesReport report, ProbeReport? probe) => probe switch
    {
        null => "-",
        { Ok: true } => $"{Ago(report.At, probe.At)} ago, ok in {probe.Seconds * 1000:0} ms",
        _ => $"{Ago(report.At, probe.At)} ago, {probe.Failure} after {probe.Seconds * 1000:0} ms",
    };

    private static string Ago(DateTimeOffset now, DateTimeOffset then) => Words.Of(now - then);
}
