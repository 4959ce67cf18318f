using System.CommandLine;
using System.Globalization;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Chaos;

namespace PhoneServicesProxy.Benchmarks.Chaos;

/// <summary>Random faults for a long time: does any phone notice, and does the gateway stay as it was?</summary>
internal sealed class ChaosCommand(TimeProvider time)
{
    private const int Held = 0;
    private const int NotHeld = 1;

    private readonly Option<double> _minutes = new("--minutes") { DefaultValueFactory = _ => 10, Description = "How long." };
    private readonly Option<double> _rate = new("--rate") { DefaultValueFactory = _ => 200, Description = "Presses a second." };
    private readonly Option<int> _seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "The same number gives the same faults." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("chaos", "Random faults, one node at a time, for minutes. Exit code 0: no bad page, memory and sockets flat.")
        {
            _minutes, _rate, _seed, _output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        var options = new ChaosOptions
        {
            Target = gateway.Endpoint,
            ProcessId = gateway.ProcessId,
            WarmUp = WarmUp.Duration,
            Duration = TimeSpan.FromMinutes(parsed.GetRequiredValue(_minutes)),
            PressesPerSecond = parsed.GetRequiredValue(_rate),
            Seed = parsed.GetRequiredValue(_seed),
        };

        var report = await new ChaosRun(cluster, options, time, fault => Console.Error.WriteLine(fault)).RunAsync(cancellation);

        var text = await Report.HeaderAsync("Random faults", Method(options), [recipe], time) + ChaosTables.Write(report, options);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return report.Bad.Count == 0 && report.IsFlat(options.Duration, options.SettledTenth) ? Held : NotHeld;
    }

    private static string Method(ChaosOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        Three nodes, each a process on a host of its own (a network namespace). {options.PressesPerSecond} key presses a second for {options.Duration.TotalMinutes} minutes, each on a fresh
        connection, leaving on a clock: {string.Join(", ", ChaosPage.All.Select(page => $"{page.Share:P0} {page.Title}"))}. One node at a
        time breaks for {options.Pace.ShortestFault.TotalSeconds} to {options.Pace.LongestFault.TotalSeconds} s; then all are healthy for {options.Pace.ShortestGap.TotalSeconds} to {options.Pace.LongestGap.TotalSeconds} s before the next one. Seed {options.Seed}: every kind of fault
        comes up as often as the others, at a node, for a time and in an order left to chance. *Bad* is anything a phone cannot show as the
        page it asked for; a user gives up after 15 s. A press counts for the first fault that it met, or for the last one before it. Nodes,
        phones and gateway are warm before anything counts.
        """);
}
