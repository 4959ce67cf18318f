using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>A gateway on sockets that systemd opened.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the kernel does with a connection that is closed is the listening socket's, which all gateways share.</summary>
    [Fact]
    public async Task Restart_PageThatAPhoneTakesSlowly_ArrivesWhole()
    {
        using var node = new LongPageNode();
        await using var manager = await ServiceManager.StartAsync([("publisher", $"{node.Address}")], TimeSpan.FromSeconds(10), Cancellation);
        await manager.RestartAsync(Cancellation);

        using var phone = new Socket(manager.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await phone.ConnectAsync(manager.Endpoint, Cancellation);
        await phone.SendAsync(
            Encoding.ASCII.GetBytes($"GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.1\r\nHost: {node.Address.Authority}\r\nConnection: close\r\n\r\n"), Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        using var stream = new NetworkStream(phone);
        using var reader = new StreamReader(stream);

        Assert.EndsWith(LongPageNode.End, await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watchdog_GatewayFrozen_FallsSilentAndComesBack()
    {
        await using var manager = await ServiceManager.StartAsync([("publisher", "http://127.0.0.1:9/")], Watchdog, Cancellation);
        await manager.WaitAsync(() => manager.Notify.Count("WATCHDOG=1") >= 2, "does not report", Cancellation);

        await manager.SignalAsync("STOP");
        var before = manager.Notify.Count("WATCHDOG=1");
        await Task.Delay(2 * Watchdog, TimeProvider.System, Cancellation);
        var after = manager.Notify.Count("WATCHDOG=1");
        await manager.SignalAsync("CONT");

        // One may have been on its way.
        Assert.InRange(after, before, before + 1);
        await manager.WaitAsync(() => manager.Notify.Count("WATCHDOG=1") > after, "does not report again", Cancellation);
    }

    [Fact]
    public async Task Start_SocketThatNoSettingNames_IsAnError()
    {
        DebianPackages.Require("systemd-socket-activate");
        var endpoint = FreePort.OnLoopback();
        await using var activation = await ChildProcess.StartAsync(
            new ChildProgram(
                "systemd-socket-activate",
                [
                    $"--listen={endpoint}", "--setenv=HOME", .. GatewayProgram.Command, "run",
                    "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", "--PhoneServices:Nodes:publisher:Address=http://127.0.0.1:9/",
                ]),
            TimeProvider.System);

        await Until.TrueAsync(_ => Task.FromResult(activation.Output.Contains("Listening", StringComparison.Ordinal)), Longest, () => activation.Output, TimeProvider.System, Cancellation);
        using var phone = new TcpClient();
        await phone.ConnectAsync(endpoint, Cancellation);
        await Until.TrueAsync(_ => Task.FromResult(activation.HasExited), Longest, () => activation.Output, TimeProvider.System, Cancellation);

        Assert.Equal(1, activation.ExitCode);
        Assert.Contains($"systemd has opened {endpoint}, which neither Urls nor", activation.Output, StringComparison.Ordinal);
    }
}
