using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Thousands of connections that send or read as slowly as they can: what does it cost the gateway, and do others feel it?</summary>
internal sealed class SlowCommand(TimeProvider time)
{
    private const int PressesPerSecond = 50;
    private const int NewPerSecond = 100;
    private static readonly TimeSpan Felt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(15);

    /// <summary>Five of its pages are more than the kernel takes for somebody who does not read.</summary>
    private const string List = "GET /ccmcip/xmldirectorylist.jsp?l=&f=&n= HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\n\r\n";

    private static readonly (string Title, string Beginning, string Drop)[] Attacks =
    [
        ("nobody", "", ""),
        ("headers, a byte a second", "GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: a\r\nx-CiscoIPPhoneModelName: CP-", "x"),
        ("a form, a byte a second", "POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n", "x"),
        ("asks for five pages and reads nothing", List + List + List + List + List, ""),
    ];

    private readonly Option<int> _connections = new("--connections") { DefaultValueFactory = _ => 2000, Description = "How many slow connections." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("slow", "Connections that send or read as slowly as they can, and presses beside them.") { _connections, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var count = parsed.GetRequiredValue(_connections);
        var duration = TimeSpan.FromSeconds((double)count / NewPerSecond) + Afterwards;
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        var text = new StringBuilder();
        text.AppendLine("| slow connections | presses | bad | median (ms) | p99 (ms) | worst (ms) | generator late (ms) | sockets of the gateway, once all have come | memory (MB), without and with them |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        var held = true;
        foreach (var (title, beginning, drop) in Attacks)
        {
            await using var cluster = await WarmCluster.StartAsync(time, cancellation);
            await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
            var fleet = new PhoneFleet(new FleetOptions { Target = gateway.Endpoint, PressesPerSecond = PressesPerSecond }, time);
            await fleet.PressAsync(WarmUp.Duration, cancellation);
            var (before, most) = (ProcessGauges.Of(gateway.ProcessId), default(ProcessGauges));
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var slow = new SlowPhones(gateway.Endpoint, beginning, drop, time);
            var attacking = slow.RunAsync(
                beginning.Length > 0 ? count : 0, NewPerSecond, () => most = ProcessGauges.Of(gateway.ProcessId), over.Token);
            var report = await fleet.PressAsync(duration, cancellation);
            await over.CancelAsync();
            await attacking;

            FleetCommand.Progress($"{title}: {report}");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {title} | {report.Presses.Count} | {report.Bad} | {report.Median.TotalMilliseconds:F1} | {report.P99.TotalMilliseconds:F0} | {report.Worst.TotalMilliseconds:F0} | {report.WorstLag.TotalMilliseconds:F0} | {most.Sockets} | {before.ResidentBytes / 1e6:F0}, {most.ResidentBytes / 1e6:F0} |");
            held &= report.Bad == 0 && report.P99 < Felt;
        }

        var header = await Report.HeaderAsync("Slow connections", Method(count, duration), [recipe], time);
        await Report.DeliverAsync(header + text, parsed.GetValue(_output));
        return held ? FleetCommand.Held : FleetCommand.NotHeld;
    }

    private static string Method(int count, TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"""
        Phones press {PressesPerSecond} times a second for {duration.TotalSeconds:F0} s, each press on a fresh connection, while somebody opens {count} connections, {NewPerSecond} a second, from as many addresses,
        with the smallest receive buffer that there is. The gateway has the shipped settings: what is too slow is ended while others still come, so that fewer than {count} may be open at once. A new gateway for each row.
        """);
}
