using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Logins;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Everybody logs in within minutes, and a node dies in the middle: is any login carried out twice, and does every phone say what became of its own?</summary>
internal sealed class ShiftCommand(TimeProvider time)
{
    private const int FindingsShown = 50;

    private readonly Option<int> _logins = new("--logins") { DefaultValueFactory = _ => 10_000, Description = "How many users." };
    private readonly Option<double> _rate = new("--rate") { DefaultValueFactory = _ => 40, Description = "Logins a second." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("shift", "Extension Mobility's change of shift, with one node dying in the middle.") { _logins, _rate, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (logins, rate) = (parsed.GetRequiredValue(_logins), parsed.GetRequiredValue(_rate));
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await using var cluster = await WarmCluster.StartAsync(time, cancellation, users: logins);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        await new PhoneFleet(new FleetOptions { Target = gateway.Endpoint }, time).PressAsync(WarmUp.Duration, cancellation);

        var half = TimeSpan.FromSeconds(logins / rate / 2);
        var dying = DieAsync(cluster.Nodes[1], half, cancellation);
        var users = await new ShiftChange(gateway.Endpoint, time, FleetCommand.Progress).RunAsync(logins, rate, cancellation);
        await dying;
        var findings = LoginAudit.Findings([.. users.Select(user => user.Login)], cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()));

        var text = await Report.HeaderAsync("A change of shift", Method(logins, rate, half), [recipe], time) + Table(users, cluster, findings);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return findings.Count == 0 && users.All(user => !user.Form.Bad) ? FleetCommand.Held : FleetCommand.NotHeld;
    }

    private async Task DieAsync(SimulatedNode node, TimeSpan after, CancellationToken cancellation)
    {
        await Task.Delay(after, time, cancellation);
        FleetCommand.Progress($"         {node.Name} is killed");
        await node.KillAsync();
    }

    private static string Table(IReadOnlyList<ShiftLogin> users, SimulatedCluster cluster, IReadOnlyList<string> findings)
    {
        var text = new StringBuilder();
        text.AppendLine("| | presses | median wait (ms) | p99 | worst |").AppendLine("|---|---|---|---|---|");
        var forms = new FleetReport([.. users.Select(user => user.Form)]);
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| forms ({forms.Bad} bad) | {forms.Presses.Count} | {forms.Median.TotalMilliseconds:F1} | {forms.P99.TotalMilliseconds:F0} | {forms.Worst.TotalMilliseconds:F0} |");
        foreach (var page in users.GroupBy(user => user.Login.Page).OrderByDescending(page => page.Count()))
        {
            var waits = new FleetReport([.. page.Select(user => user.Form with { Wait = user.Wait, Lag = user.Lag })]);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| logins: {Words(page.Key)} | {waits.Presses.Count} | {waits.Median.TotalMilliseconds:F1} | {waits.P99.TotalMilliseconds:F0} | {waits.Worst.TotalMilliseconds:F0} |");
        }

        var executed = cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()).CountBy(login => login.User).ToArray();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"The nodes have carried out logins of {executed.Length} users, of {executed.Count(user => user.Value > 1)} of them twice. The load generator itself was late by {Math.Max(forms.WorstLag.TotalMilliseconds, users.Max(user => user.Lag.TotalMilliseconds)):F0} ms at most.");
        text.AppendLine().AppendLine("What does not agree between nodes and phones:").AppendLine();
        foreach (var finding in findings.Take(FindingsShown).DefaultIfEmpty("nothing"))
            text.AppendLine(CultureInfo.InvariantCulture, $"- {finding}");

        return text.ToString();
    }

    private static string Words(LoginPage page) => page switch
    {
        LoginPage.Success => "success",
        LoginPage.MayHaveBeenExecuted => "told that it may have been carried out",
        LoginPage.Unreachable => "told that it was not carried out",
        LoginPage.Busy => "told that the gateway is busy",
        LoginPage.Other => "**another page**",
        _ => "**no page**",
    };

    private static string Method(int logins, double rate, TimeSpan half) => string.Create(CultureInfo.InvariantCulture, $"""
        Three nodes, each a process on a host of its own (a network namespace). {logins} users at as many phones, {rate:F0} a second: each opens the form of Extension Mobility, types for
        4 s, and logs in, half of them by GET and half by POST, by a clock that does not wait for answers. After {half.TotalSeconds:F0} s one node is killed (SIGKILL) and stays dead. Nodes
        write down each login before they answer it; afterwards that is held against what each phone shows. A user gives up after 15 s.
        """);
}
