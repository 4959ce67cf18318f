using System.CommandLine;
using System.Globalization;
using PhoneServicesProxy.Benchmarks.Chaos;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Chaos;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Users at thousands of phones, while nodes fail at random: does any of them notice, and does the gateway stay as it was?</summary>
internal sealed class UsersCommand(TimeProvider time)
{
    private readonly Option<double> _minutes = new("--minutes") { DefaultValueFactory = _ => 30, Description = "How long." };
    private readonly Option<int> _phones = new("--phones") { DefaultValueFactory = _ => 5000, Description = "How many." };
    private readonly Option<int> _seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "The same number gives the same faults and habits." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("users", "Key presses with think times and idle pages, while one node after the other fails.") { _minutes, _phones, _seed, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        var habits = new UserHabits { Phones = parsed.GetRequiredValue(_phones), Seed = parsed.GetRequiredValue(_seed) };
        var options = new ChaosOptions
        {
            Target = gateway.Endpoint,
            ProcessId = gateway.ProcessId,
            WarmUp = WarmUp.Duration,
            Duration = TimeSpan.FromMinutes(parsed.GetRequiredValue(_minutes)),
            Seed = habits.Seed,

            // Each phone's last good pages are kept: it takes a while until everybody has pressed every key.
            SettledTenth = 5,
        };
        var users = new UserFleet(gateway.Endpoint, habits, time, FleetCommand.Progress);

        var report = await new ChaosRun(cluster, options, time, fault => FleetCommand.Progress($"         {fault}"), users).RunAsync(cancellation);

        var text = await Report.HeaderAsync("A fleet, and nodes that fail", Method(options, habits), [recipe], time) + ChaosTables.Write(report, options);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return report.Bad.Count == 0 && report.IsFlat(options.Duration, options.SettledTenth) ? FleetCommand.Held : FleetCommand.NotHeld;
    }

    private static string Method(ChaosOptions options, UserHabits habits) => string.Create(CultureInfo.InvariantCulture, $"""
        Three nodes, each a process on a host of its own (a network namespace). {habits.Phones} phones of four models, each at an address of its own, for {options.Duration.TotalMinutes} minutes.
        Each user presses a key every {habits.ThinkTime.TotalSeconds:F0} s on average ({string.Join(", ", habits.Pages.Select(page => $"{page.Share:P0} {page.Title}"))}), each phone asks for its
        idle page every {habits.IdleTime.TotalSeconds:F0} s: {habits.PressesPerSecond:F0} presses a second in all, on fresh connections, by clocks that do not wait for answers. One node at a time breaks
        for {options.Pace.ShortestFault.TotalSeconds} to {options.Pace.LongestFault.TotalSeconds} s, all are healthy for {options.Pace.ShortestGap.TotalSeconds} to {options.Pace.LongestGap.TotalSeconds} s before the next one; seed {options.Seed}. *Bad* is anything that a phone cannot show as the page
        it asked for; a user gives up after 15 s. A press counts for the first fault that it met, or for the last one before it.
        """);
}
