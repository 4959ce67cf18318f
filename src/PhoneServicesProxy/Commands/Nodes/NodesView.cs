using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>What <c>nodes</c> prints: whether users notice, what is wrong, and every node in every service.</summary>
internal static class NodesView
{
    private const int FewServices = 4;
    private const int Wide = 150;

    public static IRenderable Of(NodesReport report, int width) => new Rows(
    [
        Looks.OfUsers(report.Users.Text, report.Users.Losing),
        .. Troubles(report),
        Table(report, width < Wide),
    ]);

    /// <summary>A line for each node that is down somewhere, or that does not take its share.</summary>
    public static IEnumerable<IRenderable> Troubles(NodesReport report)
    {
        foreach (var node in report.Nodes)
        {
            foreach (var kind in node.Services.Where(service => service.IsMissed).GroupBy(service => service.Failure))
            {
                var first = kind.MinBy(service => service.Since)!;
                yield return Looks.Warning($"{node.Name} is DOWN for {Where(node, [.. kind])}, since {Ago(report.At, first.Since)}: {first.Cause} ({kind.Key}).");
            }

            if (OverrideOf(report, node) is { } order)
            {
                yield return Looks.Warning($"{node.Name} is {order}.");
            }
        }
    }

    public static string? OverrideOf(NodesReport report, NodeReport node) => node.Override is { } order
        ? $"{Words.Of(order.State)}, ordered {Ago(report.At, order.Since)} ago by {order.By}{(order.Reason is null ? "" : $" ({order.Reason})")}; the configuration says {Words.Of(node.ConfiguredState)}"
        : null;

    public static string Where(NodeReport node, NodeServiceReport[] services) =>
        services.Length == node.Services.Count ? $"all {services.Length} services"
        : services.Length > FewServices ? $"{services.Length} of {node.Services.Count} services"
        : string.Join(", ", services.Select(service => service.Service));

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
