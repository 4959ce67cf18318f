using System.CommandLine;
using System.Globalization;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Faults;

/// <summary>What phone users notice of a fault behind each of the proxies.</summary>
internal sealed class FaultsCommand(TimeProvider time)
{
    private readonly Option<string[]> _proxies = Choice.Among("--proxies", "Columns, in order.", ProxyCatalog.All.Select(proxy => proxy.Key));
    private readonly Option<string[]> _faults = Choice.Among("--faults", "Rows.", FaultCase.All.Select(fault => fault.Key));
    private readonly Option<int> _runs = new("--runs") { DefaultValueFactory = _ => 1, Description = "Measurements a cell; their median counts." };
    private readonly Option<int?> _peerRuns = new("--peer-runs") { Description = "Measurements a cell of the other proxies. Default: as many." };
    private readonly Option<double> _seconds = new("--seconds")
    {
        DefaultValueFactory = _ => 12,
        Description = "Length of a measurement: a quarter healthy, half broken, a quarter to recover.",
    };

    private readonly Option<double> _warmUp = new("--warm-up")
    {
        DefaultValueFactory = _ => WarmUp.Duration.TotalSeconds,
        Description = "Seconds of presses before a measurement.",
    };

    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("faults", "Bad presses and the worst wait, fault by fault, proxy by proxy.")
        {
            _proxies, _faults, _seconds, _warmUp, _runs, _peerRuns, _output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var proxies = await ProxyCatalog.SelectAsync(parsed.GetRequiredValue(_proxies));
        var faults = parsed.GetRequiredValue(_faults);
        var duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds));
        var runs = parsed.GetRequiredValue(_runs);
        var peerRuns = parsed.GetValue(_peerRuns) ?? runs;

        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        var warmUp = TimeSpan.FromSeconds(parsed.GetRequiredValue(_warmUp));
        var measurement = new FaultMeasurement(cluster, warmUp, duration, time);
        var cells = new List<FaultCell>();
        foreach (var fault in FaultCase.All.Where(fault => faults.Contains(fault.Key)))
        {
            foreach (var proxy in proxies)
            {
                var reports = await MeasureAsync(measurement, proxy, fault, proxy.Key == ProxyCatalog.GatewayKey ? runs : peerRuns, cancellation);
                cells.Add(new FaultCell(fault, proxy.Key, reports, duration / 4));
            }
        }

        var text = await Report.HeaderAsync("Faults, side by side", Method(duration, warmUp, runs, peerRuns), proxies, time) + FaultTable.Write(proxies, cells);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return 0;
    }

    private static async Task<IReadOnlyList<FleetReport>> MeasureAsync(
        FaultMeasurement measurement, ProxyRecipe proxy, FaultCase fault, int runs, CancellationToken cancellation)
    {
        var reports = new List<FleetReport>();
        for (var run = 1; run <= runs; run++)
        {
            reports.Add(await measurement.RunAsync(proxy, fault, cancellation));
            await Console.Error.WriteLineAsync($"{fault.Key} {proxy.Key} {run}/{runs}: {reports[^1]}");
        }

        return reports;
    }

    private static string Method(TimeSpan duration, TimeSpan warmUp, int runs, int peerRuns) => string.Create(CultureInfo.InvariantCulture, $"""
        Three nodes, each a process on a host of its own (a network namespace). 100 key presses a second for {duration.TotalSeconds:F0} s, each on a
        fresh connection, leaving on a clock whether earlier ones were answered or not; waits count from the moment a press was due.
        One node is broken from second {duration.TotalSeconds / 4:F0} to second {3 * duration.TotalSeconds / 4:F0} where the row says nothing else. Every measurement starts the proxy afresh and warms it
        up for {warmUp.TotalSeconds:F0} s; nodes and load generator are warm, too. A cell is *bad presses / worst wait in ms*, the median of {runs} run(s), for the peers of {peerRuns}, of {100 * duration.TotalSeconds:F0} presses each. *Bad* is anything a
        phone cannot show as the page it asked for; a user gives up after 15 s.
        """);
}
