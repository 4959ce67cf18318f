using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.SystemTests.Gateway;

namespace PhoneServicesProxy.SystemTests.Commands;

/// <summary>The command <c>probe</c> as an engineer, or a script, calls it.</summary>
public sealed class ProbeCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_HealthyAndThenNoNode_TellsByTableJsonAndExitCode()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        string[] nodes = [.. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}")];

        var (well, table) = await RunAsync([.. nodes]);
        await Task.WhenAll(cluster.Nodes.Select(node => node.SetFaultAsync(NodeFault.Refuse, Cancellation)));
        var (outage, json) = await RunAsync(["--json", .. nodes]);

        Assert.True(well == 0, table);
        Assert.Contains("CiscoIPPhoneMenu \"Services\"", table, StringComparison.Ordinal);
        Assert.EndsWith("All is well.", table.TrimEnd(), StringComparison.Ordinal);
        Assert.True(outage == 3, json);
        using var document = JsonDocument.Parse(json);
        Assert.All(document.RootElement.EnumerateArray(), result => Assert.Equal("connect_failed", result.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2, "--jsn")]
    public async Task Probe_NoNodeOrWrongOption_SaysSo(int expected, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        Assert.True(code == expected, output);
        Assert.NotEmpty(output);
    }

    private static Task<(int Code, string Output)> RunAsync(string[] arguments) =>
        GatewayProgram.TryAsync(["probe", .. arguments]);
}
