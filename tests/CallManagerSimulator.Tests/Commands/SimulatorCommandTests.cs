using System.Net;
using System.Net.Sockets;
using CallManagerSimulator.Commands;

namespace CallManagerSimulator.Tests.Commands;

public sealed class SimulatorCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Theory]
    [InlineData("--nodes 0", "1 to 9")]
    [InlineData("--nodes 10", "1 to 9")]
    [InlineData("--nodes two", "1 to 9")]
    [InlineData("--port 70000", "0 to 65535")]
    [InlineData("--address nowhere", "IP address")]
    [InlineData("--advertise nowhere", "http://10.1.1.1:8080")]
    [InlineData("--advertise http://10.1.1.1", "one for each")]
    [InlineData("--name a --name A", "once")]
    [InlineData("--name a --nodes 2", "leave out --nodes")]
    [InlineData("--port 65535 --nodes 2", "FirstPort")]
    [InlineData("--login-file /no/such/folder/logins", "folder that exists")]
    [InlineData("--login-file /", "folder that exists")]
    [InlineData("--bogus", "--bogus")]
    public async Task Run_Misuse_Exits2AndSaysWhatIsAllowed(string arguments, string expected)
    {
        Assert.Equal(2, await RunAsync(arguments, ""));
        Assert.Contains(expected, _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Run_PortInUse_Exits1AndSaysSo()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();

        Assert.Equal(1, await RunAsync($"--nodes 1 --port {((IPEndPoint)taken.LocalEndPoint!).Port} --control-port 0", ""));
        Assert.Contains("--port", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_TeachesFaultsAndExits0()
    {
        Assert.Equal(0, await RunAsync("--help", ""));
        Assert.Contains("curl -X POST http://127.0.0.1:8090/nodes/publisher/fault/refuse", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("12345", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ConsoleLines_SetFaultsUntilQuit()
    {
        var input = "publisher refuse\npublisher bogus\nnobody none\nsubscriber1 slow delay=5s\nlist\nlogins\nhelp\n\nquit\n";

        Assert.Equal(0, await RunAsync("--port 0 --control-port 0", input));

        var output = _output.ToString();
        Assert.Contains("publisher: refuse", output, StringComparison.Ordinal);
        Assert.Contains("'bogus' is not a fault. Allowed:", output, StringComparison.Ordinal);
        Assert.Contains("'nobody' is neither a node nor a command. Nodes: publisher, subscriber1, subscriber2.", output, StringComparison.Ordinal);
        Assert.Contains("subscriber1: slow delay=5s", output, StringComparison.Ordinal);
        Assert.Matches("publisher +http://127.0.0.1:[0-9]+/ +refuse", output);
    }

    [Fact]
    public async Task Run_WithoutInput_ServesUntilStopped()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync("--name only --advertise http://10.77.0.3:80 --port 0 --control-port 0", "", stop.Token);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> RunAsync(string arguments, string input, CancellationToken? stop = null) => SimulatorCommand.RunAsync(
        arguments.Split(' '), new StringReader(input), _output, _errors, stop ?? TestContext.Current.CancellationToken);
}
