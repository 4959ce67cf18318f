using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Logins;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Logins;

/// <summary>The short form of the benchmarks' <c>fleet shift</c>.</summary>
[Collection(nameof(UnderLoad))]
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
