using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Network;

public sealed class NodeNetworkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VanishAsync_NewConnection_GetsNoAnswerAtAll()
    {
        await using var network = await NodeNetwork.CreateAsync(2);
        await using var node = await StaticNode.StartAsync(network.Hosts[0]);

        await network.Hosts[0].VanishAsync();

        // Longer than ARP would need to give up: the error would then be "host unreachable".
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectAsync(node.Endpoint));
    }

    [Fact]
    public async Task VanishAsync_OpenConnection_GoesSilentWithoutReset()
    {
        await using var network = await NodeNetwork.CreateAsync(1);
        await using var node = await StaticNode.StartAsync(network.Hosts[0]);
        using var connection = await ConnectAsync(node.Endpoint);

        await network.Hosts[0].VanishAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(connection));
    }

    [Fact]
    public async Task VanishAsync_OneHost_LeavesTheOthersAlone()
    {
        await using var network = await NodeNetwork.CreateAsync(2);
        await using var node = await StaticNode.StartAsync(network.Hosts[1]);

        await network.Hosts[0].VanishAsync();

        using var connection = await ConnectAsync(node.Endpoint);
        Assert.True(await AskAsync(connection) > 0);
    }

    [Fact]
    public async Task ReturnAsync_AfterVanish_AnswersAgain()
    {
        await using var network = await NodeNetwork.CreateAsync(1);
        await using var node = await StaticNode.StartAsync(network.Hosts[0]);

        await network.Hosts[0].VanishAsync();
        await network.Hosts[0].ReturnAsync();

        using var connection = await ConnectAsync(node.Endpoint);
        Assert.True(await AskAsync(connection) > 0);
    }

    [Fact]
    public async Task CreateAsync_LeftoverOfAKilledRun_IsRemoved()
    {
        const string Leftover = "psp251-0";
        await Command.RunAsync("ip", "netns", "add", Leftover);
        await Command.RunAsync("ip", "link", "add", Leftover, "type", "veth", "peer", "name", "eth0", "netns", Leftover);

        await using var network = await NodeNetwork.CreateAsync(1);

        Assert.DoesNotContain(Leftover, await NodeNetwork.NamespacesAsync());
        Assert.DoesNotContain(Leftover, LinkNames());
    }

    [Fact]
    public async Task CreateAsync_TwoAtOnce_DoNotShareAddresses()
    {
        await using var first = await NodeNetwork.CreateAsync(2);
        await using var second = await NodeNetwork.CreateAsync(2);

        Assert.Empty(first.Hosts.Select(host => host.Address).Intersect(second.Hosts.Select(host => host.Address)));
        Assert.Contains(first.Hosts[0].Namespace, await NodeNetwork.NamespacesAsync());
    }

    [Fact]
    public async Task Take_AddressesAreOfAnInterfaceOfTheMachine_LeavesThemAlone()
    {
        int number;
        const string Link = "psptaken";
        using (var slot = NetworkSlot.Take())
        {
            number = slot.Number;
            await Command.RunAsync("ip", "link", "add", Link, "type", "veth", "peer", "name", "psptaken-peer");
            await Command.RunAsync("ip", "address", "add", $"{slot.Address(1)}/24", "dev", Link);
        }

        try
        {
            using var next = NetworkSlot.Take();
            Assert.NotEqual(number, next.Number);
        }
        finally
        {
            await Command.RunAsync("ip", "link", "delete", Link);
        }
    }

    [Fact]
    public async Task DisposeAsync_ProgramStillRunning_LeavesNothing()
    {
        var network = await NodeNetwork.CreateAsync(1);
        var name = network.Hosts[0].Namespace;
        await using var sleeper = await ChildProcess.StartAsync(
            new ChildProgram("sleep", "60") { NetworkNamespace = name }, TimeProvider.System);

        await network.DisposeAsync();

        Assert.DoesNotContain(name, await NodeNetwork.NamespacesAsync());
        Assert.DoesNotContain(name, LinkNames());
    }

    private static IEnumerable<string> LinkNames() => NetworkInterface.GetAllNetworkInterfaces().Select(link => link.Name);

    private static async Task<Socket> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await BoundedAsync(async limit => await socket.ConnectAsync(endpoint, limit));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<int> AskAsync(Socket connection)
    {
        var length = 0;
        await BoundedAsync(async limit =>
        {
            await connection.SendAsync("GET / HTTP/1.1\r\nHost: node\r\n\r\n"u8.ToArray(), limit);
            length = await connection.ReceiveAsync(new byte[1000], limit);
        });
        return length;
    }

    private static async Task BoundedAsync(Func<CancellationToken, Task> action)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, Cancellation);
        await action(either.Token);
    }
}
