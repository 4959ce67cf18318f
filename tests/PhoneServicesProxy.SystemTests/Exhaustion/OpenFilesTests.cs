using System.Globalization;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Exhaustion;

/// <summary>The gateway as a process that lacks files or time.</summary>
[Collection(nameof(Last))]
[Trait(Lane.Name, Lane.Last)]
public sealed class OpenFilesTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);

    public OpenFilesTests() => DebianPackages.Require("prlimit");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(300)]
    public async Task Start_TooFewFiles_SaysHowManyItTakesAndWhatToWrite(int limit)
    {
        var (code, output) = await Command.TryAsync(
            "prlimit", [$"--nofile={limit}", .. GatewayProgram.Command, "run", "--PhoneServices:Nodes:a:Address=http://127.0.0.1:1/"]);

        Assert.Equal(1, code);
        Assert.Contains($"may open {limit} files, and needs ", output, StringComparison.Ordinal);
        Assert.Contains("LimitNOFILE=65536", output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", output.Split(" at least", 2)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presses_MorePhonesThanFiles_AllGetTheirPageAndNoNodeGoesDown()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 2, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            ["prlimit", "--nofile=410"], cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);

        var report = await new OpenLoop(gateway.Endpoint, TimeProvider.System).PressAsync(200, Duration, GiveUpAfter, Cancellation);

        AssertAllPages(report, gateway);
    }

    [Fact]
    public async Task Presses_LimitLoweredWhileItRuns_AllGetTheirPageAndNoNodeGoesDown()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 2, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);
        var loop = new OpenLoop(gateway.Endpoint, TimeProvider.System);
        await loop.PressAsync(100, Warm, GiveUpAfter, Cancellation);

        await Command.RunAsync("prlimit", "--pid", gateway.Process.Id.ToString(CultureInfo.InvariantCulture), "--nofile=420:420");
        var report = await loop.PressAsync(200, Duration, GiveUpAfter, Cancellation);

        AssertAllPages(report, gateway);
    }

    [Fact]
    public async Task Presses_ProcessStoppedForLongerThanTheyMayTake_AllGetTheirPageAndNoNodeGoesDown()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 2, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation,
            "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:01", "--PhoneServices:FailoverPolicies:Read:TotalTimeout=00:00:02");
        var loop = new OpenLoop(gateway.Endpoint, TimeProvider.System);
        await loop.PressAsync(100, Warm, GiveUpAfter, Cancellation);
        var pressing = loop.PressAsync(50, Pause + Duration, GiveUpAfter, Cancellation);
        var id = gateway.Process.Id.ToString(CultureInfo.InvariantCulture);

        await Command.RunAsync("kill", "-STOP", id);
        await Task.Delay(Pause, TimeProvider.System, Cancellation);
        await Command.RunAsync("kill", "-CONT", id);

        AssertAllPages(await pressing, gateway);
        Assert.Contains("The gateway stood still for ", gateway.Process.Output, StringComparison.Ordinal);
    }

    private static void AssertAllPages(LoadReport report, GatewayProcess gateway)
    {
        Assert.True(report.Presses.Count == report.Count(LoadAnswer.Page), $"{report}\n{gateway.Process.Output}");
        Assert.False(gateway.Process.Output.Contains(" is down for ", StringComparison.Ordinal), gateway.Process.Output);
        Assert.False(gateway.Process.HasExited);
    }
}
