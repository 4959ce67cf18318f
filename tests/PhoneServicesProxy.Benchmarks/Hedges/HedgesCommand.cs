using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Hedges;

/// <summary>What hedging costs the nodes: the requests that they get beyond one a press.</summary>
internal sealed class HedgesCommand(TimeProvider time)
{
    /// <summary>A page that no probe asks for.</summary>
    private const string Page = "/ccmcip/xmldirectorylist.jsp";

    /// <summary>The budget looks back for ten seconds: what presses of another row left of it must not count for this one.</summary>
    private static readonly TimeSpan BudgetForgets = TimeSpan.FromSeconds(11);

    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 30, Description = "Length of each measurement." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("hedges", "Requests that nodes get because of hedging, healthy and slow.") { _seconds, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        var duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds));
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        var fleet = new PhoneFleet(
            new FleetOptions { Target = gateway.Endpoint, Path = Page + "?l=s&f=&n=", ExpectedRoot = "CiscoIPPhoneDirectory" }, time);
        await fleet.PressAsync(WarmUp.Duration, cancellation);

        var text = new StringBuilder(await Report.HeaderAsync("Extra requests by hedging", Method(duration), [recipe], time));
        text.AppendLine("| nodes | presses | requests at nodes | extra | bad | median / p99 / worst wait (ms) |").AppendLine("|---|---|---|---|---|---|");
        text.AppendLine(await MeasureAsync("healthy", cluster, [], null, fleet, duration, cancellation));
        foreach (var delay in new[] { "0.2s", "0.6s", "1.5s" })
        {
            var fault = $"slow?delay={delay}&path={Page}";
            text.AppendLine(await MeasureAsync($"one answers after {delay}", cluster, cluster.Nodes.Take(1), fault, fleet, duration, cancellation));
            text.AppendLine(await MeasureAsync($"each answers after {delay}", cluster, cluster.Nodes, fault, fleet, duration, cancellation));
        }

        await Report.DeliverAsync(text.ToString(), parsed.GetValue(_output));
        return 0;
    }

    private async Task<string> MeasureAsync(
        string title,
        SimulatedCluster cluster,
        IEnumerable<SimulatedNode> broken,
        string? fault,
        PhoneFleet fleet,
        TimeSpan duration,
        CancellationToken cancellation)
    {
        await Task.Delay(BudgetForgets, time, cancellation);
        await Task.WhenAll(broken.Select(node => node.BreakAsync(fault!)));
        var before = await CountAsync(cluster);
        var report = await fleet.PressAsync(duration, cancellation);
        var requests = await CountAsync(cluster) - before;
        await cluster.RepairAsync();
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| {title} | {report.Presses.Count} | {requests} | {100.0 * (requests - report.Presses.Count) / report.Presses.Count:F1} % | {report.Bad} | {report.Median.TotalMilliseconds:F0} / {report.P99.TotalMilliseconds:F0} / {report.Worst.TotalMilliseconds:F0} |");
        await Console.Error.WriteLineAsync(row);
        return row;
    }

    private static async Task<long> CountAsync(SimulatedCluster cluster) =>
        (await Task.WhenAll(cluster.Nodes.Select(node => node.CountRequestsAsync(Page)))).Sum();

    private static string Method(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"""
        Three nodes, each a process on a host of its own (a network namespace). 100 key presses a second for {duration.TotalSeconds:F0} s a row, each on a fresh
        connection, for a page of the directory that no probe asks for, so that probes find every node healthy. *Extra*: requests that the
        nodes received beyond one a press. Shipped settings: at most one press in five is hedged. The rows follow one another in one process, eleven seconds apart.
        """);
}
