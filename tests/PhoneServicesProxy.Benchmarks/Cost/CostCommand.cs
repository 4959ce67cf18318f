using System.CommandLine;
using System.Globalization;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>What a healthy press costs behind each of the proxies, and what a start costs.</summary>
internal sealed class CostCommand(TimeProvider time)
{
    private const int Connections = 32;
    private static readonly TimeSpan FirstSeconds = TimeSpan.FromSeconds(10);

    private readonly Option<string[]> _proxies = Choice.Among("--proxies", "Rows, in order.", ProxyCatalog.All.Concat(ProxyCatalog.Variants).Select(proxy => proxy.Key));
    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 10, Description = "Length of the warm measurement." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("cost", "CPU time and memory, warm and in the first ten seconds.") { _proxies, _seconds, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var proxies = await ProxyCatalog.SelectAsync(parsed.GetRequiredValue(_proxies));
        var duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds));
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        var results = new List<(ProxyRecipe, CostResult)>();
        foreach (var proxy in proxies)
        {
            results.Add((proxy, await MeasureAsync(proxy, cluster, duration, cancellation)));
            await Console.Error.WriteLineAsync($"{proxy.Key}: {CostTable.Row(proxy, results[^1].Item2)}");
        }

        var text = await Report.HeaderAsync("Cost, side by side", Method(duration), proxies, time) + CostTable.Write(results);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return 0;
    }

    private async Task<CostResult> MeasureAsync(
        ProxyRecipe recipe, SimulatedCluster cluster, TimeSpan duration, CancellationToken cancellation)
    {
        await using var proxy = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        var first = await new PhoneFleet(new FleetOptions { Target = proxy.Endpoint }, time).PressAsync(FirstSeconds, cancellation);
        var firstCpu = proxy.Usage.Cpu;

        var (kept, keptCpu, seconds) = await RunAsync(proxy, new ClosedLoop(proxy.Endpoint, Connections, time), duration, cancellation);
        var (fresh, freshCpu, _) = await RunAsync(proxy, new ClosedLoop(proxy.Endpoint, Connections, time, fresh: true), duration, cancellation);

        return new CostResult(
            proxy.StartedIn, first, firstCpu, keptCpu / Math.Max(1, kept.Good), freshCpu / Math.Max(1, fresh.Good),
            kept.Good / seconds, kept.Failed + fresh.Failed, proxy.Usage.ResidentBytes);
    }

    /// <summary>Warms up, then measures.</summary>
    private async Task<(LoopCount Count, TimeSpan Cpu, double Seconds)> RunAsync(
        RunningProxy proxy, ClosedLoop loop, TimeSpan duration, CancellationToken cancellation)
    {
        await loop.RunAsync(WarmUp.Duration, cancellation);
        var before = proxy.Usage.Cpu;
        var start = time.GetTimestamp();
        var count = await loop.RunAsync(duration, cancellation);
        return (count, proxy.Usage.Cpu - before, time.GetElapsedTime(start).TotalSeconds);
    }

    private static string Method(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"""
        Three healthy nodes, each on a host of its own; the page is the Services menu, of about 1 KB. *First ten seconds*: 100 presses a second
        on fresh connections, from the moment the proxy accepts the first one; its CPU time includes the start. *Warm*: {Connections} keep-alive connections that ask again as soon as they are
        answered, after {WarmUp.Duration.TotalSeconds:F0} s of warming up, for {duration.TotalSeconds:F0} s; CPU time of the proxy's processes divided by presses. *On a fresh connection*: the same, and each press
        opens a connection and closes it, as most phones do. Requests a second say
        little here, because load generator and nodes share the machine.
        """);
}
