using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Phones that keep their connections: what each costs the gateway, and how long a press among them takes.</summary>
internal sealed class IdleCommand(TimeProvider time)
{
    private const int Wanted = 40_000;
    private const int MostBytes = 12 * 1024;
    private const double PressesPerSecond = 50;
    private const int WarmConnections = 500;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(50);

    private readonly Option<int> _connections = new("--connections") { DefaultValueFactory = _ => Wanted, Description = "How many; as many of them as this process and the gateway may open." };
    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 30, Description = "How long phones press." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("idle", "Tens of thousands of idle connections, and presses among them.") { _connections, _seconds, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var wanted = parsed.GetRequiredValue(_connections);
        var duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds));
        var count = Math.Min(wanted, DescriptorLimit.ForConnections());
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        using (var warm = new KeptConnections(gateway.Endpoint, time))
        {
            await warm.OpenAsync(WarmConnections, cancellation);
            await warm.PressAsync(WarmConnections, WarmUp.Duration, cancellation);
        }

        using var kept = new KeptConnections(gateway.Endpoint, time);
        var before = await LookAsync();
        await kept.VisitAsync(count, cancellation);
        var steps = new List<(int Connections, ProcessGauges Gauges)> { (0, await LookAsync()) };
        foreach (var step in new[] { count / 2, count })
        {
            await kept.OpenAsync(step - kept.Count, cancellation);
            steps.Add((kept.Count, await LookAsync()));
            FleetCommand.Progress($"{kept.Count} connections: {steps[^1].Gauges.ResidentBytes / 1e6:F0} MB");
        }

        var presses = await kept.PressAsync(PressesPerSecond, duration, cancellation);
        FleetCommand.Progress($"{presses}");

        var each = (double)(steps[^1].Gauges.ResidentBytes - steps[0].Gauges.ResidentBytes) / count;
        var text = await Report.HeaderAsync("Idle connections", Method(wanted, count, duration), [recipe], time) + Table(before, steps, each, presses, wanted);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return each <= MostBytes && presses.Count(LoadAnswer.Page) == presses.Presses.Count && presses.Percentile(0.99) < MostWait
            ? FleetCommand.Held
            : FleetCommand.NotHeld;

        async Task<ProcessGauges> LookAsync()
        {
            await Task.Delay(Settling, time, cancellation);
            return ProcessGauges.Of(gateway.ProcessId);
        }
    }

    private static string Table(
        ProcessGauges before, List<(int Connections, ProcessGauges Gauges)> steps, double each, LoadReport presses, int wanted)
    {
        var text = new StringBuilder();
        text.AppendLine("| | memory of the gateway (MB) | sockets | threads |").AppendLine("|---|---|---|---|");
        Row("none of the phones has pressed", before);
        foreach (var (connections, gauges) in steps)
            Row(connections == 0 ? "each has pressed once and gone" : $"{connections} idle connections", gauges);

        var remembered = (double)(steps[0].Gauges.ResidentBytes - before.ResidentBytes) / steps[^1].Connections;
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"An idle connection costs {each / 1024:F1} KB, so {wanted} cost {wanted * each / 1e6:F0} MB; what is remembered of its phone, connected or not, {remembered / 1024:F1} KB more. Presses among them: {presses}.");
        return text.ToString();

        void Row(string what, ProcessGauges gauges) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {gauges.ResidentBytes / 1e6:F0} | {gauges.Sockets} | {gauges.Threads} |");
    }

    private static string Method(int wanted, int count, TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"""
        Phones at addresses of their own press once each and go; from then on the gateway remembers the last good page of each and the owner of its session. Then each opens
        a connection, asks for the Services menu again, and keeps the connection. Memory is what the gateway's process has in RAM, {Settling.TotalSeconds:F0} s after the last one. Then
        {PressesPerSecond:F0} presses a second for {duration.TotalSeconds:F0} s, on one of these connections after the other. {(count < wanted ? $"Wanted were {wanted}; a process of this machine may open {DescriptorLimit.OfProcess()} files, so there are {count}, and the rest is extrapolated." : "")}
        """);
}
