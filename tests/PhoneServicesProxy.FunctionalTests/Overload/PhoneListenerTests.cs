using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Overload;

/// <summary>Connections that arrive while a crowd of presses waits for threads.</summary>
public sealed class PhoneListenerTests : IAsyncLifetime
{
    private const string Menu = "GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\nConnection: close\r\n\r\n";
    private const string Form = "POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\nContent-Length: 3\r\nConnection: close\r\n\r\nl=a";
    private const int Phones = 10;

    private SimulatedCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Connection_CrowdWaits_IsHeldBackAndServedWhenThereIsRoom()
    {
        await using var gateway = await StartAsync(interval: "00:00:10");
        var shedder = gateway.Get<LoadShedder>();
        await CrowdAsync(gateway);

        var answers = Task.WhenAll(Enumerable.Range(0, Phones).Select(_ => RawPhone.SendAsync(gateway.Address, Menu)));
        await Eventually.IsAsync(() => WaitToBeAccepted(gateway.Address.Port) == Phones);
        Disperse(shedder);

        Assert.All(await answers, answer => Assert.Contains("<CiscoIPPhoneMenu", answer, StringComparison.Ordinal));
        Assert.False(shedder.IsOverloaded);
    }

    [Fact]
    public async Task Connection_HeldBackForAnInterval_IsToldBusy()
    {
        await using var gateway = await StartAsync(interval: "00:00:00.100");
        var shedder = gateway.Get<LoadShedder>();
        await CrowdAsync(gateway);

        var answers = await Task.WhenAll(Enumerable.Range(0, Phones).Select(_ => RawPhone.SendAsync(gateway.Address, Menu)));

        Assert.All(answers, answer => Assert.Contains("busy", answer, StringComparison.Ordinal));
        Assert.True(shedder.IsOverloaded);

        // Requests that are not one small GET are refused after routing.
        Assert.Contains("busy", await RawPhone.SendAsync(gateway.Address, Form), StringComparison.Ordinal);
        Assert.Contains("busy", await RawPhone.SendAsync(gateway.Address, Menu.Replace("\r\n\r\n", $"\r\nX: {new string('x', 5000)}\r\n\r\n", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0, _cluster.Nodes.Sum(node => node.Counters.Requests));
        await Eventually.IsAsync(() => gateway.Get<ConnectionLimit>().Count == 0);
        Disperse(shedder);
        await Eventually.IsAsync(async () => (await RawPhone.SendAsync(gateway.Address, Menu)).Contains("<CiscoIPPhoneMenu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_ResetWhileItIsHeldBack_OthersAreServed()
    {
        await using var gateway = await StartAsync(interval: "00:00:10");
        await CrowdAsync(gateway);
        for (var phone = 0; phone < Phones; phone++)
        {
            await ConnectAndResetAsync(gateway.Address);
        }

        await Eventually.IsAsync(() => WaitToBeAccepted(gateway.Address.Port) == Phones);
        Disperse(gateway.Get<LoadShedder>());

        Assert.Contains("<CiscoIPPhoneMenu", await RawPhone.SendAsync(gateway.Address, Menu), StringComparison.Ordinal);
        await Eventually.IsAsync(() => gateway.Get<ConnectionLimit>().Count == 0);
    }

    [Fact]
    public async Task Connection_HeldBackWhenTheGatewayStops_IsServed()
    {
        await using var gateway = await StartAsync(interval: "00:00:10");
        await CrowdAsync(gateway);
        var answers = Task.WhenAll(Enumerable.Range(0, Phones).Select(_ => RawPhone.SendAsync(gateway.Address, Menu)));
        await Eventually.IsAsync(() => WaitToBeAccepted(gateway.Address.Port) == Phones);

        await gateway.StopAsync(Cancellation);

        Assert.All(await answers, answer => Assert.Contains("<CiscoIPPhoneMenu", answer, StringComparison.Ordinal));
    }

    private static async Task ConnectAndResetAsync(Uri gateway)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(gateway.Host, gateway.Port, Cancellation);
        await client.SendAsync(Encoding.ASCII.GetBytes(Menu), Cancellation);
        client.LingerState = new(enable: true, seconds: 0);
    }

    private Task<TestGateway> StartAsync(string interval) => TestGateway.StartAsync(
        _cluster, [.. Calm.Settings, "--PhoneServices:Shutdown:Notice=00:00:00", "--PhoneServices:LoadShedding:Enabled=true", $"--PhoneServices:LoadShedding:Interval={interval}"]);

    /// <summary>Starts enough presses for a crowd, and keeps the measured work item waiting.</summary>
    private static async Task CrowdAsync(TestGateway gateway)
    {
        var shedder = gateway.Get<LoadShedder>();
        shedder.QueueWorkItem = _ => { };
        for (var press = 0; press < Crowd; press++)
        {
            Assert.True(shedder.TryStartPress(isAdmitted: true));
        }

        await Eventually.IsAsync(shedder.ShouldHoldConnections);
    }

    private static void Disperse(LoadShedder shedder)
    {
        shedder.QueueWorkItem = work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        shedder.QueueWorkItem(shedder);
        for (var press = 0; press < Crowd; press++)
        {
            shedder.EndPress();
        }
    }

    private static int Crowd => (48 * Environment.ProcessorCount) + 1;

    /// <summary>Returns the length of the listening socket's accept queue (proc_net_tcp: its receive queue).</summary>
    private static int WaitToBeAccepted(int port) =>
        File.ReadLines("/proc/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == "0A" && columns[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Sum(columns => int.Parse(columns[4].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
