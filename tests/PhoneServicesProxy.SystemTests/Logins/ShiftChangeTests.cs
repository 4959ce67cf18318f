using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Logins;

namespace PhoneServicesProxy.SystemTests.Logins;

/// <summary>The short form of the benchmarks' <c>fleet shift</c>.</summary>
[Collection(nameof(Alone))]
public sealed class ShiftChangeTests
{
    private const int Logins = 2000;
    private const double LoginsPerSecond = 80;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShiftChange_OneNodeDiesInTheMiddle_NoLoginTwiceAndEveryPhoneIsTold()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);

        var changing = new ShiftChange(gateway.Endpoint, TimeProvider.System).RunAsync(Logins, LoginsPerSecond, Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(Logins / LoginsPerSecond / 2), TimeProvider.System, Cancellation);
        await cluster.Nodes[1].KillAsync();
        var users = await changing;

        var pages = string.Join(", ", users.CountBy(user => user.Login.Page).Select(page => $"{page.Value} {page.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(pages);
        var findings = LoginAudit.Findings(
            [.. users.Select(user => user.Login)], cluster.Nodes.SelectMany(node => node.ReadExecutedLogins()));
        Assert.True(findings.Count == 0, $"{pages}\n{findings.Count} findings:\n{string.Join('\n', findings.Take(10))}\n{gateway.Process.Output}");
        Assert.DoesNotContain(users, user => user.Form.Bad);

        // Only those that were at the node when it died cannot know.
        Assert.InRange(users.Count(user => user.Login.Page == LoginPage.Success), Logins * 0.98, Logins);
    }
}
