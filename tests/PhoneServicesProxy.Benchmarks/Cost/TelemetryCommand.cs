using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>
/// What telemetry costs a press: gateways that differ in nothing else run side by side and are pressed in turns, so that
/// whatever else the machine does meets all of them alike.
/// </summary>
internal sealed class TelemetryCommand(TimeProvider time)
{
    private const int Connections = 32;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly Option<int> _turns = new("--turns") { DefaultValueFactory = _ => 24, Description = "How often each gateway has its turn of a second." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("telemetry", "CPU time of a press with telemetry on, against off.") { _turns, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var turns = parsed.GetRequiredValue(_turns);
        await using var collector = await TelemetrySink.StartAsync();
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        var management = new Uri($"http://{FreePort.OnLoopback()}");
        var measured = ProxyCatalog.WithTelemetry(management);
        var (exporting, tracing) = (ProxyCatalog.WithExport(collector.Address), ProxyCatalog.WithAllTraces(collector.Address));
        await ProxyCatalog.WithoutTelemetry.Prepare();
        await using var without = await RunningProxy.StartAsync(ProxyCatalog.WithoutTelemetry, cluster, time, cancellation);
        await using var with = await RunningProxy.StartAsync(measured, cluster, time, cancellation);
        await using var export = await RunningProxy.StartAsync(exporting, cluster, time, cancellation);
        await using var traces = await RunningProxy.StartAsync(tracing, cluster, time, cancellation);
        TurnCost[] costs = [new(without), new(with), new(export), new(traces)];
        foreach (var cost in costs)
        {
            await cost.Loop(Connections, time).RunAsync(WarmUp.Duration, cancellation);
        }

        using var prometheus = new HttpClient();
        for (var turn = 0; turn < turns; turn++)
        {
            // Each is the first as often as the others: who comes after a pause pays for cold caches.
            foreach (var cost in costs.Skip(turn % costs.Length).Concat(costs.Take(turn % costs.Length)))
            {
                // As Prometheus does each second, in the turn of whom it asks.
                var scrape = cost.Proxy == with ? prometheus.GetStringAsync(new Uri(management, "metrics"), cancellation) : Task.FromResult("");
                await cost.TakeAsync(cost.Loop(Connections, time), Turn, cancellation);
                await scrape;
            }
        }

        var text = await Report.HeaderAsync("What telemetry costs", Method(turns), [ProxyCatalog.WithoutTelemetry, measured, exporting, tracing], time)
            + Table([(ProxyCatalog.WithoutTelemetry, costs[0]), (measured, costs[1]), (exporting, costs[2]), (tracing, costs[3])]);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return 0;
    }

    private static string Table(IReadOnlyList<(ProxyRecipe Proxy, TurnCost Cost)> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| proxy | CPU a press, median (µs) | least / most | against none, median of turns | not 200 |").AppendLine("|---|---|---|---|---|");
        foreach (var (proxy, cost) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {proxy.Title} | {cost.Median:F1} | {cost.Costs.Min():F1} / {cost.Costs.Max():F1} | {100 * (cost.Against(rows[0].Cost) - 1):+0.0;-0.0;0.0} % | {cost.Failed} |");
        }

        return text.ToString();
    }

    private static string Method(int turns) => string.Create(CultureInfo.InvariantCulture, $"""
        Four gateways, side by side in front of three healthy nodes, have {turns} turns of {Turn.TotalSeconds:F0} s each, one after the other: {Connections} keep-alive connections ask for the
        Services menu again as soon as they are answered. Each is warmed up for {WarmUp.Duration.TotalSeconds:F0} s before. CPU time of the process in its turn, divided by presses; compared
        turn by turn, because the machine's own pace changes more than what is measured. In each of its turns, the one with metrics is scraped once.
        By default one in ten presses that go well is traced, and all others; here all go well.
        """);
}
