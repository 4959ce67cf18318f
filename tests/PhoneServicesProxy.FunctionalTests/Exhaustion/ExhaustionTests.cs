using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Exhaustion;

/// <summary>The gateway lacks something while phones press.</summary>
[SupportedOSPlatform("linux")]
public sealed class ExhaustionTests
{
    private const string Menu = "GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.1\r\nHost: a\r\nAccept: x-CiscoIPPhone/*\r\nConnection: close\r\n\r\n";
    private const int Large = 200 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Press_AcceptingThreadMeetsAnError_IsServedAllTheSame()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        // As patient as it can be: the tests' own work waits for threads, too.
        await using var gateway = await TestGateway.StartAsync(
            cluster,
            [
                .. Calm.Settings, "--PhoneServices:LoadShedding:Enabled=true",
                "--PhoneServices:LoadShedding:TargetDelay=00:00:01", "--PhoneServices:LoadShedding:Interval=00:00:10",
            ]);
        var failures = 0;
        gateway.Get<LoadShedder>().QueueWorkItem = work =>
        {
            if (Thread.CurrentThread.Name == "Phones" && Interlocked.Increment(ref failures) < 10)
            {
                throw new SocketException((int)SocketError.NoBufferSpaceAvailable);
            }

            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        };

        for (var press = 0; press < 20; press++)
        {
            Assert.Contains("<CiscoIPPhoneMenu", await RawPhone.SendAsync(gateway.Address, Menu), StringComparison.Ordinal);
        }

        Assert.True(failures > 0);
    }

    [Fact]
    public async Task AcceptAsync_ConnectionCannotBeOpened_GivesTheNextOneAndLosesNoPlace()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings]);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var contexts = new SocketConnectionContextFactory(new(), NullLogger.Instance);
        await using var listener = new PhoneListener(
            socket, contexts, gateway.Get<LoadShedder>(), gateway.Get<BusyResponses>(), gateway.Get<NewConnections>(), gateway.Get<ConnectionLimit>(),
            gateway.Get<GatewayExhaustion>(), TimeProvider.System);
        var opened = 0;
        listener.Create = phone => ++opened < 3 ? throw new InsufficientMemoryException() : contexts.Create(phone);
        var accepting = listener.AcceptAsync(Cancellation);

        for (var phone = 0; phone < 3; phone++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)listener.EndPoint, Cancellation);
            await client.GetStream().WriteAsync("GET /"u8.ToArray(), Cancellation);
            await Eventually.IsAsync(() => opened == phone + 1);
        }

        await using var connection = await accepting;
        Assert.NotNull(connection);
        Assert.True(gateway.Get<ConnectionLimit>().HasRoom);
    }

    [Fact]
    public async Task Press_HeldPagesTakeAllMemory_IsToldBusyAndNodeStaysUp()
    {
        var page = $"<CiscoIPPhoneText><Text>{new string('x', Large)}</Text></CiscoIPPhoneText>";
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            context.Response.ContentType = "text/xml";
            context.Response.ContentLength = page.Length;
            await context.Response.WriteAsync(page, context.RequestAborted);
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)],
            [.. Calm.Settings, "--PhoneServices:FailoverPolicies:Read:ConnectTimeout=00:00:00.300", "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:00.500"]);
        var memory = gateway.Get<HeldMemory>();
        using var phone = new Phone(gateway.Address);
        using (await memory.AcquireAsync(long.MaxValue / 4, Cancellation))
        {
            for (var press = 0; press < 3; press++)
            {
                Assert.Contains("busy", (await phone.MenuAsync()).Text("Text"), StringComparison.Ordinal);
            }
        }

        Assert.Equal(page, (await phone.MenuAsync()).Body);
        Assert.DoesNotContain(gateway.Get<NodeTable>().Nodes, health => health.State == NodeCondition.Down);
    }
}
