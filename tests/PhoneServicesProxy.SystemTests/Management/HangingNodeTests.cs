using System.Text.RegularExpressions;
using CallManagerSimulator;
using Microsoft.Playwright;
using PhoneServicesProxy.SystemTests.Dashboards;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.SystemTests.StatusPage;
using PhoneServicesProxy.TestKit.Processes;
using Command = PhoneServicesProxy.TestKit.Processes.Command;

namespace PhoneServicesProxy.SystemTests.Management;

/// <summary>The one question of 3 a.m., asked everywhere at once: what does each tool say of one and the same node that hangs?</summary>
public sealed partial class HangingNodeTests(Browser browser) : IClassFixture<Browser>
{
    // What is promised, and the rest is for a machine that is busy with other things, and starts a program for each look of "nodes".
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3 + 12);
    private static readonly TimeSpan ProgramLimit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeHangs_EveryToolNamesNodeServiceCauseAndTimeInTimeAndSaysThatUsersLostNothing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation);
        await using var prometheus = await PrometheusServer.StartAsync(gateway.Management, Cancellation);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var presses = PressAsync(gateway, stop.Token);
        await Assertions.Expect(status.Cell("Services", "subscriber1").First).ToContainTextAsync("up", new() { Timeout = 20_000 });
        await Until.TrueAsync(
            async token => (await prometheus.QueryAsync("sum(phone_services_requests_total{service=\"services-menu\", outcome=\"ok\"}) > 0", token)).Count > 0,
            TimeSpan.FromSeconds(30), () => prometheus.Output, TimeProvider.System, Cancellation);

        var began = TimeProvider.System.GetUtcNow();
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Hang, Cancellation);

        await Task.WhenAll(
            InTimeAsync("log", _ => Task.FromResult(InLog().IsMatch(gateway.Process.Output) && UsersInLog().IsMatch(gateway.Process.Output))),
            InTimeAsync("nodes", async _ => InNodes().IsMatch(await NodesAsync(gateway))),
            InTimeAsync("dashboard", async token => await IsOnDashboardAsync(prometheus, began, token)),
            InTimeAsync("page", async _ => OnPage().IsMatch(await status.Verdict.InnerTextAsync())));
        var page = await status.Verdict.InnerTextAsync();
        var nodes = await NodesAsync(gateway);
        var bad = await prometheus.QueryAsync("sum(increase(phone_services_requests_total{outcome=~\"error_page|stale_page\"}[1m]))", Cancellation);
        await Assertions.Expect(status.Cell("Services", "subscriber1").First).ToContainTextAsync("DOWN");
        await stop.CancelAsync();

        Assert.Equal(0, await presses);
        Assert.Contains("Users lost nothing", page, StringComparison.Ordinal);
        Assert.Contains("Users lost nothing", nodes, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(bad).Value);
        Assert.DoesNotContain("PhoneServicesProxy.Fallback", gateway.Process.Output, StringComparison.Ordinal);
    }

    private static Task<string> NodesAsync(GatewayProcess gateway) => Command.RunAsync(
        ProgramLimit, GatewayProgram.Command[0], [.. GatewayProgram.Command.Skip(1), "nodes", "--url", $"{gateway.Management}"]);

    private static async Task InTimeAsync(string tool, Func<CancellationToken, Task<bool>> names)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Until.TrueAsync(names, Limit, () => $"{tool} does not name it", TimeProvider.System, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tool} named it after {TimeProvider.System.GetElapsedTime(start)}");
    }

    private static async Task<bool> IsOnDashboardAsync(PrometheusServer prometheus, DateTimeOffset began, CancellationToken cancellation) =>
        (await prometheus.QueryAsync(SickNode.DownNow(), cancellation)).Any(series =>
            series.Labels["node"] == "subscriber1" && series.Labels["service"] == "services-menu"
            && series.Labels["reason"] is "answer_timeout" or "outpaced"
            && series.Value >= (began - DateTimeOffset.UnixEpoch).TotalMilliseconds);

    /// <summary>Presses until it is told to stop.</summary>
    /// <returns>How many of them got no menu.</returns>
    private static async Task<int> PressAsync(GatewayProcess gateway, CancellationToken stop)
    {
        var bad = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            using var phone = new MenuPhone($"SEP00112233{i % 40:0000}");
            var (page, isLastGood) = await phone.PressAsync(gateway);
            bad += isLastGood || !page.Contains("<CiscoIPPhoneMenu", StringComparison.Ordinal) ? 1 : 0;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return bad;
    }

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d{3}[^\n]*Node subscriber1 is down for [^:]*\bservices-menu: (AnswerTimeout|Outpaced)")]
    private static partial Regex InLog();

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d{3}[^\n]*Node subscriber1 is down for [^.]+\. Users lost nothing: \d+ press[^\n]+ got a page")]
    private static partial Regex UsersInLog();

    [GeneratedRegex(@"subscriber1 is DOWN for .*since .*\((answer_timeout|outpaced)\).*services-menu\W+DOWN", RegexOptions.Singleline)]
    private static partial Regex InNodes();

    [GeneratedRegex(@"subscriber1 is DOWN for .*since .*\((answer_timeout|outpaced)\)", RegexOptions.Singleline)]
    private static partial Regex OnPage();
}
