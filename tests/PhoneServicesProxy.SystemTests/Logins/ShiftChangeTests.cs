using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Logins;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Logins;

/// <summary>The short form of the benchmarks' <c>fleet shift</c>. It takes a tenth of a processor, and its waits are judged by seconds, so it runs beside others.</summary>
public sealed class ShiftChangeTests
{
    private const double LoginsPerSecond = 80;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task ShiftChange_OneNodeDiesInTheMiddle_NoLoginTwiceAndEveryPhoneIsTold() => LogInAsync(600);

    [Fact]
    [Trait(Lane.Name, Lane.Nightly)]
    public Task ShiftChange_OfThousandsAndOneNodeDiesInTheMiddle_NoLoginTwiceAndEveryPhoneIsTold() => LogInAsync(2000);

    [Fact]
    public async Task ShiftChange_FewerLoginsThanNodesCanDo_EverybodyIsServedSoon()
    {
        var (users, _) = await LogInAtLimitedNodesAsync(logins: 100, loginsPerSecond: 1000 / 60d);

        Assert.All(users, user => Assert.Equal(LoginPage.Success, user.Login.Page));
        Assert.InRange(new FleetReport([.. users.Select(user => user.Form with { Wait = user.Wait })]).P99, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task ShiftChange_MoreLoginsThanNodesCanDo_AsManyAreServedAsPossibleAndTheOthersMayTryAgain()
    {
        var (users, executed) = await LogInAtLimitedNodesAsync(logins: 300, loginsPerSecond: 3000 / 60d);

        Assert.All(users, user => Assert.True(user.Login.Page is LoginPage.Success or LoginPage.Busy, user.Login.Detail));

        // 22 a second are possible, for six seconds and for the five that the last ones wait.
        Assert.InRange(executed, 150, 299);
    }

    /// <summary>Two nodes, each of which executes five logins at once, in 0.3 to 0.6 s, and refuses more.</summary>
    private static async Task<(IReadOnlyList<ShiftLogin> Users, int Executed)> LogInAtLimitedNodesAsync(int logins, double loginsPerSecond)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 2, TimeProvider.System, maxLogins: 5);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);

        var users = await new ShiftChange(gateway.Endpoint, TimeProvider.System).RunAsync(logins, loginsPerSecond, Cancellation);

        var executed = cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()).ToArray();
        var findings = LoginAudit.Findings([.. users.Select(user => user.Login)], executed);
        var pages = string.Join(", ", users.CountBy(user => user.Login.Page).Select(page => $"{page.Value} {page.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(pages);
        Assert.True(findings.Count == 0, $"{pages}\n{findings.Count} findings:\n{string.Join('\n', findings.Take(10))}\n{gateway.Process.Output}");
        Assert.DoesNotContain(users, user => user.Form.Bad);
        return (users, executed.Length);
    }

    private static async Task LogInAsync(int logins)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);

        var changing = new ShiftChange(gateway.Endpoint, TimeProvider.System).RunAsync(logins, LoginsPerSecond, Cancellation);
        await Until.TrueAsync(
            _ => Task.FromResult(cluster.Nodes.Sum(node => node.ReadExecutedLogins().Count) >= logins / 2),
            Limit, () => $"too few logins\n{gateway.Process.Output}", TimeProvider.System, Cancellation);
        await cluster.Nodes[1].KillAsync();
        var users = await changing;

        var pages = string.Join(", ", users.CountBy(user => user.Login.Page).Select(page => $"{page.Value} {page.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(pages);
        var findings = LoginAudit.Findings(
            [.. users.Select(user => user.Login)], cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()));
        Assert.True(findings.Count == 0, $"{pages}\n{findings.Count} findings:\n{string.Join('\n', findings.Take(10))}\n{gateway.Process.Output}");
        Assert.DoesNotContain(users, user => user.Form.Bad);

        // Only those that were at the node when it died cannot know.
        Assert.InRange(users.Count(user => user.Login.Page == LoginPage.Success), logins * 0.98, logins);
    }
}
