using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Overload;

/// <summary>Two thousand connections that send or read as slowly as they can; nobody else may feel it.</summary>
[Collection(nameof(Alone))]
public sealed class SlowPhonesTests
{
    private const int Connections = 2000;

    /// <summary>So many new ones a second: all at once would be a test of overload.</summary>
    private const int PerSecond = 250;

    private static readonly TimeSpan Pressing = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Felt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Headers, a form, and a page of which more is left than the kernel takes for somebody who does not read.</summary>
    [Theory]
    [InlineData("GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: a\r\nx-CiscoIPPhoneModelName: CP-", "x")]
    [InlineData("POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 30000\r\n\r\n", "x")]
    [InlineData("GET /ccmcip/messages.jsp HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\n\r\n", "")]
    public async Task Presses_TwoThousandSlowConnections_AreNotFeltAndSlowOnesEnd(string beginning, string drop)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var messages = await NginxNode.StartAsync(Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation,
            $"--ReverseProxy:Clusters:messages:Destinations:web:Address=http://{messages.Endpoint}/",
            // One machine attacks: it is to be the slowness that is dealt with, not the number.
            "--PhoneServices:Limits:MaxConnectionsPerClient=0", "--PhoneServices:Limits:KeepAliveTimeout=00:00:10", "--PhoneServices:Limits:MinDataRate=20000");
        var fleet = new PhoneFleet(new FleetOptions { Target = gateway.Endpoint, PressesPerSecond = 50 }, TimeProvider.System);
        await fleet.PressAsync(WarmUp, Cancellation);
        var before = ProcessGauges.Of(gateway.Process.Id).Sockets;
        var slow = new ConcurrentQueue<Socket>();
        using var attack = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        try
        {
            var pressing = fleet.PressAsync(Pressing, Cancellation);
            var dropping = drop.Length == 0 ? Task.CompletedTask : DropAsync(slow, Encoding.ASCII.GetBytes(drop), attack.Token);
            await BeginAsync(slow, gateway.Endpoint, Encoding.ASCII.GetBytes(beginning));
            var most = ProcessGauges.Of(gateway.Process.Id);
            var report = await pressing;

            TestContext.Current.TestOutputHelper?.WriteLine($"{report}\n{most}");
            Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
            Assert.InRange(report.P99, TimeSpan.Zero, Felt);
            await Until.TrueAsync(
                _ => Task.FromResult(ProcessGauges.Of(gateway.Process.Id).Sockets <= before + 100),
                Limit, () => $"slow connections are still open: {ProcessGauges.Of(gateway.Process.Id)}", TimeProvider.System, Cancellation);
            await attack.CancelAsync();
            await dropping;
        }
        finally
        {
            foreach (var socket in slow)
                socket.Dispose();
        }
    }

    private static async Task BeginAsync(ConcurrentQueue<Socket> slow, IPEndPoint gateway, byte[] beginning)
    {
        const int Ticks = 50;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Ticks), TimeProvider.System);
        while (slow.Count < Connections && await timer.WaitForNextTickAsync(Cancellation))
        {
            for (var number = 0; number < PerSecond / Ticks; number++)
                slow.Enqueue(await BeginAsync(gateway, beginning));
        }
    }

    /// <summary>With the smallest buffer that the kernel gives, so that what is not read stays with the gateway.</summary>
    private static async Task<Socket> BeginAsync(IPEndPoint gateway, byte[] beginning)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 1 };
        await socket.ConnectAsync(gateway, Cancellation);
        await socket.SendAsync(beginning, Cancellation);
        return socket;
    }

    /// <summary>A byte on each connection every second.</summary>
    private static async Task DropAsync(ConcurrentQueue<Socket> sockets, byte[] drop, CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                foreach (var socket in sockets)
                {
                    try
                    {
                        await socket.SendAsync(drop, over);
                    }
                    catch (SocketException)
                    {
                        // The gateway has ended it.
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }
}
