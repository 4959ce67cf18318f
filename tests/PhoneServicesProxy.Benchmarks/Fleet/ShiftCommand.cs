using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Logins;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>
/// Everybody logs in within minutes at nodes that take a few logins at once, and a node dies in the middle: is any login carried out twice, does every
/// phone say what became of its own, and is everybody served as long as there are places?
/// </summary>
internal sealed class ShiftCommand(TimeProvider time)
{
    private const int FindingsShown = 50;
    private const int Nodes = 3;

    /// <summary>CallManager's default of Maximum Concurrent Requests.</summary>
    private const int LoginsAtOnce = 5;
    private const double SecondsEach = 0.45;

    /// <summary>500 a minute for each of two nodes, Cisco's figure; three times as many are more than the nodes can do.</summary>
    private static readonly double[] Rates = [1000 / 60d, 3000 / 60d];
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(3);
    private const double GoodputKept = 0.8;

    private readonly Option<int> _logins = new("--logins") { DefaultValueFactory = _ => 10_000, Description = "How many users." };
    private readonly Option<double[]> _rates = new("--rate")
    {
        DefaultValueFactory = _ => Rates,
        AllowMultipleArgumentsPerToken = true,
        Description = "Logins a second, a run each.",
    };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public Command Create()
    {
        var command = new Command("shift", "Extension Mobility's change of shift, with one node dying in the middle.") { _logins, _rates, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (logins, rates) = (parsed.GetRequiredValue(_logins), parsed.GetRequiredValue(_rates));
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        var (text, held) = (new StringBuilder(await Report.HeaderAsync("A change of shift", Method(logins), [recipe], time)), true);
        foreach (var rate in rates)
        {
            held &= await ChangeAsync(recipe, logins, rate, text, cancellation);
        }

        await Report.DeliverAsync($"{text}", parsed.GetValue(_output));
        return held ? FleetCommand.Held : FleetCommand.NotHeld;
    }

    private async Task<bool> ChangeAsync(ProxyRecipe recipe, int logins, double rate, StringBuilder text, CancellationToken cancellation)
    {
        await using var cluster = await WarmCluster.StartAsync(time, cancellation, logins, LoginsAtOnce);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        await new PhoneFleet(new FleetOptions { Target = gateway.Endpoint }, time).PressAsync(WarmUp.Duration, cancellation);

        var half = TimeSpan.FromSeconds(logins / rate / 2);
        var dying = DieAsync(cluster.Nodes[1], half, cancellation);
        var users = await new ShiftChange(gateway.Endpoint, time, FleetCommand.Progress).RunAsync(logins, rate, cancellation);
        await dying;
        var findings = LoginAudit.Findings([.. users.Select(user => user.Login)], cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()));

        // A node less for half of the time.
        var capacity = (Nodes - 0.5) * LoginsAtOnce / SecondsEach;
        var isBelow = rate < (Nodes - 1) * LoginsAtOnce / SecondsEach;
        var goodput = users.Count(user => user.Login.Page == LoginPage.Success) / (logins / rate);
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {rate:F1} logins a second, {(isBelow ? "fewer" : "more")} than the nodes can do").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{logins} users; one node is killed after {half.TotalSeconds:F0} s. {goodput:F1} logins a second were successful; {capacity:F1} are possible.").AppendLine();
        text.Append(Table(users, cluster, findings));
        return findings.Count == 0 && users.All(user => !user.Form.Bad) && (isBelow ? IsServed(users) : goodput >= GoodputKept * capacity);
    }

    /// <summary>Everybody is served, but for those whose login was at the node when it died.</summary>
    private static bool IsServed(IReadOnlyList<ShiftLogin> users) =>
        users.Count(user => user.Login.Page == LoginPage.MayHaveBeenExecuted) <= LoginsAtOnce
        && users.All(user => user.Login.Page is LoginPage.Success or LoginPage.MayHaveBeenExecuted)
        && new FleetReport([.. users.Select(user => user.Form with { Wait = user.Wait })]).P99 < WaitLimit;

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

    private static string Method(int logins) => string.Create(CultureInfo.InvariantCulture, $"""
        {Nodes} nodes, each a process on a host of its own (a network namespace), which executes {LoginsAtOnce} logins at once, each in 0.3 to 0.6 s, and answers (26) above that.
        {logins} users at as many phones: each opens the form of Extension Mobility, types for 4 s, and logs in, half of them by GET and half by POST, by a clock that does not wait
        for answers. In the middle one node is killed (SIGKILL) and stays dead. Nodes write down each login before they answer it; afterwards that is held against what each phone
        shows. A user gives up after 15 s. A user who is told that the service is busy does not try again.
        """);
}
