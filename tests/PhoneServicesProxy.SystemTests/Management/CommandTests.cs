using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Management;

/// <summary>The commands that talk to a running gateway, as an administrator types them.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-commands").FullName;

    /// <summary>For a line of a shell.</summary>
    private static readonly string Program = string.Join(' ', GatewayProgram.Command);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeptState => $"--PhoneServices:Management:StateFile={Path.Combine(_directory, "state.json")}";

    private string KeyFile => Path.Combine(_directory, "management.key");

    [Fact]
    public async Task Nodes_NodeIsLost_SaysWhichSinceWhenAndWhyAndThatUsersLostNothing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using (var phone = new MenuPhone("SEP001122334455"))
        {
            await phone.PressAsync(gateway);
        }

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await gateway.Process.WaitForAsync(
            async _ => (await RunAsync("nodes", "--url", $"{gateway.Management}")).Output.Contains("subscriber1 is DOWN for ", StringComparison.Ordinal),
            Limit, "not seen to be down", Cancellation);
        var (code, output) = await RunAsync("nodes", "--config", gateway.SiteFile);

        Assert.Equal(0, code);
        Assert.Contains("Users lost nothing: 1 press", output, StringComparison.Ordinal);
        Assert.Contains("subscriber1 is DOWN for ", output, StringComparison.Ordinal);
        Assert.All(["publisher", "subscriber2", "services-menu", "extension-mobility", "In flight", "ok in"], part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.Equal((0, "ready\n"), await RunAsync("ready", "--config", gateway.SiteFile));
        var (_, json) = await RunAsync("nodes", "--url", $"{gateway.Management}", "--json");
        using var document = JsonDocument.Parse(json);
        Assert.Equal(3, document.RootElement.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Drain_KeyThatTheGatewayMade_IsFoundAndTheOrderOutlivesTheGateway()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using (var gateway = await StartAsync(cluster))
        {
            var (code, output) = await RunAsync("drain", "subscriber1", "--reason", "new disk", "--config", gateway.SiteFile, KeptState);

            Assert.Equal((0, "subscriber1 is drained, though the configuration says active."), (code, output.Trim()));
            await gateway.Process.StopAsync(Limit);
        }

        await using var restarted = await StartAsync(cluster);
        var (_, nodes) = await RunAsync("nodes", "--url", $"{restarted.Management}");
        Assert.Contains("subscriber1 is drained, since ", nodes, StringComparison.Ordinal);
        Assert.Contains("(new disk); the configuration says active", nodes, StringComparison.Ordinal);

        var (cleared, text) = await RunAsync("activate", "subscriber1", "--url", $"{restarted.Management}", "--key-file", KeyFile);
        Assert.Equal((0, "subscriber1 is active, as the configuration says."), (cleared, text.Trim()));
        var (_, maintained) = await RunAsync("maintenance", "subscriber2", "publisher", "--url", $"{restarted.Management}", "--key-file", KeyFile);
        Assert.All(["subscriber2 is in maintenance", "publisher is in maintenance"], part => Assert.Contains(part, maintained, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Order_ThatCannotBeCarriedOut_SaysWhyAndFails()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        var url = $"{gateway.Management}";
        var wrong = Path.Combine(_directory, "wrong.key");
        await File.WriteAllTextAsync(wrong, "not-the-key-of-this-gateway", Cancellation);

        await AssertFailsAsync("There is no node \"subscriber7\"", "drain", "subscriber7", "--url", url, "--key-file", KeyFile);
        await AssertFailsAsync("\"\" cannot be the name of a node. Write one of: publisher, subscriber1, subscriber2.", "drain", "", "--url", url, "--key-file", KeyFile);
        await AssertFailsAsync("\"..\" cannot be the name of a node.", "drain", "..", "--url", url, "--key-file", KeyFile);
        await AssertFailsAsync("\"a/b\" cannot be the name of a node.", "drain", "a/b", "--url", url, "--key-file", KeyFile);
        await AssertFailsAsync("The API key is wrong.", "drain", "subscriber1", "--url", url, "--key-file", wrong);
        await AssertFailsAsync("from which no key can be read", "drain", "subscriber1", "--url", url, "--key-file", wrong + "x");
        await AssertFailsAsync("No key can be read in", "drain", "subscriber1", "--url", url, $"--PhoneServices:Management:StateFile={_directory}/none/state.json");
        await AssertFailsAsync("not the management endpoint", "nodes", "--url", $"http://{gateway.Endpoint}");
        await AssertFailsAsync("No gateway answers at", "nodes", "--url", $"http://{FreePort.OnLoopback()}");
        await AssertFailsAsync("No gateway answers at", "ready", "--url", $"http://{FreePort.OnLoopback()}");
        await AssertFailsAsync("No gateway answers at", "top", "--url", $"http://{FreePort.OnLoopback()}");
        await AssertFailsAsync("No gateway answers at", "watch", "SEP001122334455", "--url", $"http://{FreePort.OnLoopback()}");
        await AssertFailsAsync("The API key is wrong.", "watch", "SEP001122334455", "--url", url, "--key-file", wrong);
        await AssertFailsAsync("does not exist", "nodes", "--config", $"{_directory}/none.json");
    }

    [Theory]
    [InlineData("drain")]
    [InlineData("drain", "a", "--now")]
    [InlineData("nodes", "--jsno")]
    [InlineData("nodes", "--url", "gateway")]
    [InlineData("top", "now")]
    [InlineData("watch", "SEP0011")]
    [InlineData("watch", "SEP001122334455", "--for", "15")]
    public async Task AnyCommand_Misused_IsTold(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains("Try --help.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_OutputIsNoTerminal_PrintsOnePicture()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);

        var (code, output) = await RunAsync("top", "--url", $"{gateway.Management}");

        Assert.Equal(0, code);
        Assert.All(["Nobody pressed a key", "publisher", " of 10", "services-menu", "3 of 3", "2 standby"], part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.DoesNotContain("q quits", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 200)]
    [InlineData(24, 80)]
    public async Task Top_Terminal_DrawsUntilQWhatMattersFirst(int rows, int columns)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);

        // A terminal on which somebody has pressed q already.
        var (code, output) = await Command.TryAsync(
            "bash", "-c", $"printf q | TERM=xterm-256color script -qec 'stty rows {rows} cols {columns}; {Program} top --url {gateway.Management}' /dev/null");

        Assert.Equal(0, code);
        Assert.Contains("\e[?1049h", output, StringComparison.Ordinal);
        Assert.EndsWith("\e[?1049l", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("subscriber1", output, StringComparison.Ordinal);
        Assert.Contains("services-menu", output, StringComparison.Ordinal);
        Assert.Contains("q quits", output, StringComparison.Ordinal);
        Assert.InRange(output.IndexOf("Nobody pressed", StringComparison.Ordinal), 0, output.IndexOf("extension-mobility", StringComparison.Ordinal));
    }

    /// <summary>In a shell: the watch is told of, writes each press at once, and Ctrl+C ends it at the gateway.</summary>
    [Fact]
    public async Task Watch_CtrlC_EndsTheWatchAndIsNoFailure()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        var said = Path.Combine(_directory, "said");
        var shown = Path.Combine(_directory, "shown");

        // Without job control a shell lets no program in its background get Ctrl+C.
        var watching = Command.TryAsync(
            "bash", "-c", $$"""
                set -m
                {{Program}} watch sep001122334455 --for 1h --json --url {{gateway.Management}} --key-file {{KeyFile}} >{{shown}} 2>{{said}} &
                for try in {1..300}; do [ -s {{shown}} ] && break; sleep 0.1; done
                kill -INT $!
                wait $!
                """);
        await gateway.Process.WaitForAsync(
            async _ => File.Exists(said) && (await File.ReadAllTextAsync(said, Cancellation)).Contains("is watched for 1 h", StringComparison.Ordinal), Limit, "not said to watch", Cancellation);
        using (var phone = new MenuPhone("SEP001122334455"))
        {
            await phone.PressAsync(gateway);
        }

        var (code, _) = await watching;

        Assert.Equal(0, code);
        using var press = JsonDocument.Parse(await File.ReadAllTextAsync(shown, Cancellation));
        Assert.Equal("services-menu", press.RootElement.GetProperty("service").GetString());
        Assert.Contains("The watch has ended: 1 key press of SEP001122334455.", await File.ReadAllTextAsync(said, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_Json_IsAllThatIsWritten()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        var (code, output) = await Command.TryAsync(
            "bash", "-c", $"{Program} probe --json --Logging:LogLevel:Default=Debug --PhoneServices:Nodes:only:Address={cluster["only"].Address} 2>/dev/null");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(10, document.RootElement.GetArrayLength());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<GatewayProcess> StartAsync(SimulatedCluster cluster) =>
        GatewayProcess.StartAsync(cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation, KeptState);

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => GatewayProgram.TryAsync(arguments);

    private static async Task AssertFailsAsync(string message, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
