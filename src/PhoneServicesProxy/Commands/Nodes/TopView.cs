using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>What <c>top</c> draws: nodes and services in a line each, so that a cluster fits a screen, and the last events.</summary>
internal static class TopView
{
    private const int Events = 6;
    private const int Seconds = 40;
    private const int Wide = 140;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static IRenderable Of(NodesReport nodes, ServicesReport services, EventsReport events, int width) => new Rows(
    [
        Looks.OfUsers(nodes.Users.Text, nodes.Users.Losing),
        .. nodes.Verdicts.Where(verdict => verdict.Node is null).Select(verdict => Looks.Warning(NodesView.LineOf(nodes, verdict))),
        Nodes(nodes, width < Wide),
        Services(nodes, services, width < Wide),
        .. events.Events.TakeLast(Events).Reverse().Select(happened => new Text($"{Words.Of(nodes.At - happened.At)} ago: {happened.Text}").Ellipsis()),
    ]);

    private static Table Nodes(NodesReport report, bool isNarrow)
    {
        var table = new ScreenTable(
            isNarrow, ("Node", true), ("State", true), ("Services up", true), ("In flight", false), ("Waiting", false), ("Pages", false), ("Failed", false),
            ("What is wrong", true));
        foreach (var node in report.Nodes)
        {
            var troubles = report.Verdicts.Where(verdict => verdict.Node == node.Name).Select(verdict => NodesView.LineOf(report, verdict)[(node.Name.Length + " is ".Length)..]);
            var wrong = string.Join(' ', troubles);
            table.AddRow(
                new Text(node.Name),
                Looks.Of(node.State),
                new Text($"{node.Services.Count(service => service.Condition == NodeCondition.Up)} of {node.Services.Count}"),
                Looks.Number(node.InFlight),
                Looks.Number(node.Waiting),
                Looks.Number(node.Services.Sum(service => service.Totals.Ok)),
                Looks.Number(node.Services.Sum(service => service.Totals.Failed), isBad: true),
                Looks.Warning(wrong.Length > 0 ? wrong : NodesView.OverrideOf(report, node) ?? ""));
        }

        return table.Table;
    }

    private static Table Services(NodesReport nodes, ServicesReport report, bool isNarrow)
    {
        var table = new ScreenTable(
            isNarrow, ("Service", true), ("Nodes up", true), ($"Pages a second, {Seconds} s", false), ("Last minute", true), ("Failed over", false), ("Hedged", false),
            ("Old page", true), ("Error page", true));
        foreach (var service in report.Services)
        {
            var on = nodes.Nodes.SelectMany(node => node.Services).Where(node => node.Service.Equals(service.Service, StringComparison.OrdinalIgnoreCase)).ToArray();
            var minute = service.LastMinute;
            table.AddRow(
                new Text(service.Service),
                new Text($"{on.Count(node => node.Condition == NodeCondition.Up)} of {on.Length}"),
                new Text(Sparkline([.. service.Answers.TakeLast(Seconds)])),
                Looks.Number(minute.Ok + minute.FailedOver + minute.Hedged),
                Looks.Number(minute.FailedOver),
                Looks.Number(minute.Hedged),
                Looks.Number(minute.StalePage, isBad: true),
                Looks.Number(minute.ErrorPage, isBad: true));
        }

        return table.Table;
    }

    private static string Sparkline(long[] values)
    {
        var highest = Math.Max(1, values.DefaultIfEmpty().Max());
        return string.Concat(values.Select(value => Bars[(int)Math.Ceiling((double)value / highest * (Bars.Length - 1))]));
    }
}
