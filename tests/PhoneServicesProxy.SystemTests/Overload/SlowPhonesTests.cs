using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Overload;

/// <summary>
/// Hundreds of connections that send or read as slowly as they can, at night thousands; nobody else may feel it. How little is measured by the
/// benchmarks' <c>fleet slow</c>.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SlowPhonesTests
{
    /// <summary>Headers, a form, and a page of which more is left than the kernel takes for somebody who does not read; and new ones a second.</summary>
    private static readonly (string Beginning, string Drop, int PerSecond)[] Kinds =
    [
        ("GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: a\r\nx-CiscoIPPhoneModelName: CP-", "x", 250),
        ("POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 30000\r\n\r\n", "x", 250),
        ("GET /ccmcip/messages.jsp HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\n\r\n", "", 100),
    ];

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Felt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One after the other they come at night.</summary>
    [Fact]
    public Task Presses_HundredsOfSlowConnectionsOfEachKind_AreNotFeltAndSlowOnesEnd() => AttackAsync(connections: 500, Kinds);

    [Theory]
    [Trait(Lane.Name, Lane.Nightly)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public Task Presses_TwoThousandSlowConnections_AreNotFeltAndSlowOnesEnd(int kind) => AttackAsync(connections: 2000, Kinds[kind]);

    private static async Task AttackAsync(int connections, params (string Beginning, string Drop, int PerSecond)[] kinds)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var messages = await NginxNode.StartAsync(Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation,
            $"--ReverseProxy:Clusters:messages:Destinations:web:Address=http://{messages.Endpoint}/",
            "--PhoneServices:Limits:KeepAliveTimeout=00:00:10", "--PhoneServices:Limits:MinDataRate=20000",
            // A build beside this test makes work wait, too. That slow phones do not is seen by how long the others wait.
            "--PhoneServices:LoadShedding:TargetDelay=00:00:00.500", "--PhoneServices:LoadShedding:Interval=00:00:01");
        var fleet = new PhoneFleet(new FleetOptions { Target = gateway.Endpoint, PressesPerSecond = 50 }, TimeProvider.System);
        await fleet.PressAsync(WarmUp, Cancellation);
        var before = ProcessGauges.Of(gateway.Process.Id);
        using var attack = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var attacks = kinds.Select(kind => Hold(gateway, kind, connections, attack.Token)).ToArray();

        var report = await fleet.PressAsync(TimeSpan.FromSeconds(connections / kinds.Min(kind => kind.PerSecond)) + Quiet, Cancellation);

        var during = await Task.WhenAll(attacks.Select(one => one.Most)).WaitAsync(Limit, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report}\n{string.Join('\n', during)}");
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
        Assert.InRange(report.P99, TimeSpan.Zero, Felt);

        // A quarter of each kind at least, when all others are open.
        Assert.True(during.Max(most => most.Sockets) > before.Sockets + (kinds.Length * connections) - (connections * 3 / 4), string.Join('\n', during));
        await Until.TrueAsync(
            _ => Task.FromResult(ProcessGauges.Of(gateway.Process.Id).Sockets <= before.Sockets + (connections / 20)),
            Limit, () => $"slow connections are still open: {ProcessGauges.Of(gateway.Process.Id)}", TimeProvider.System, Cancellation);
        await attack.CancelAsync();
        await Task.WhenAll(attacks.Select(one => one.Over));
    }

    /// <summary>What the gateway holds when the last connection is open, and the end of the attack.</summary>
    private static (Task<ProcessGauges> Most, Task Over) Hold(
        GatewayProcess gateway, (string Beginning, string Drop, int PerSecond) kind, int connections, CancellationToken over)
    {
        var most = new TaskCompletionSource<ProcessGauges>();
        return (most.Task, RunAsync());

        async Task RunAsync()
        {
            using var slow = new SlowPhones(gateway.Endpoint, kind.Beginning, kind.Drop, TimeProvider.System);
            await slow.RunAsync(connections, kind.PerSecond, () => most.SetResult(ProcessGauges.Of(gateway.Process.Id)), over);
        }
    }
}
