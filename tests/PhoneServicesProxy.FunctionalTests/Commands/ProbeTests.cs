using CallManagerSimulator;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Commands.Probe;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.FunctionalTests.Commands;

/// <summary>The command <c>probe</c>, on real sockets.</summary>
public sealed class ProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HealthyCluster_IsWellAndWasAskedNothingSecret()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { RecordRequests = true }, Cancellation);

        var results = await ProbeAsync(cluster);

        Assert.Equal(30, results.Count);
        Assert.Equal(0, ProbeCommand.ExitCodeOf(results));
        Assert.All(results, result => Assert.True(
            result.Verdict == (result.Service == "manager-assistant" && result.Node != cluster.ActiveManagerAssistant ? ProbeVerdict.Standby : ProbeVerdict.Ok), $"{result}"));
        var menu = results.Single(result => result is { Node: "publisher", Service: "services-menu" });
        Assert.Equal("CiscoIPPhoneMenu \"Services\"", $"{menu.Page}");
        var asked = cluster.Nodes.SelectMany(node => node.ReceivedRequests).ToArray();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, request => $"{request}".Contains("userid", StringComparison.OrdinalIgnoreCase) || $"{request}".Contains("seq=", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(cluster.ExecutedLogins);
    }

    [Theory]
    [InlineData("refuse", "connect_failed", null)]
    [InlineData("hang", "answer_timeout", "no answer within the time limit")]
    [InlineData("html", "bad_page", null)]
    [InlineData("500", "bad_status", "status 500, not 200")]
    public async Task OneNodeFails_IsDownForThatReason(string fault, string reason, string? failure)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse(fault), Cancellation);

        var results = await ProbeAsync(cluster);

        Assert.Equal(1, ProbeCommand.ExitCodeOf(results));
        var menu = results.Single(result => result is { Node: "subscriber1", Service: "services-menu" });
        Assert.Equal((ProbeVerdict.Down, reason), (menu.Verdict, menu.Reason));
        Assert.True(failure is null ? menu.Failure is { Length: > 0 } : menu.Failure == failure, menu.Failure);
        Assert.All(results.Where(result => result.Node == "publisher"), result => Assert.Equal(ProbeVerdict.Ok, result.Verdict));

        // One that is silent could not take over.
        var standby = results.Single(result => result is { Node: "subscriber1", Service: "manager-assistant" });
        Assert.Equal(standby.Page is null ? ProbeVerdict.Down : ProbeVerdict.Standby, standby.Verdict);
        Assert.Equal(fault is "refuse" or "hang", standby.Page is null);
    }

    [Fact]
    public async Task BackEndOfExtensionMobilityIsDown_NamesTheNumberAndItsMeaning()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("em-error=29"), Cancellation);

        var results = await ProbeAsync(cluster);

        var mobility = results.Single(result => result is { Node: "publisher", Service: "extension-mobility" });
        Assert.Equal(ProbeVerdict.Down, mobility.Verdict);
        Assert.Equal(29, mobility.Page!.Number);
        Assert.Contains("RIS Data Collector", mobility.Page.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NodeInMaintenanceFails_IsNoFault()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, Cancellation);

        var results = await ProbeAsync(cluster, "--PhoneServices:Nodes:subscriber1:State=Maintenance");

        Assert.Equal(0, ProbeCommand.ExitCodeOf(results));
        Assert.All(results.Where(result => result.Node == "subscriber1"), result => Assert.Equal(ProbeVerdict.Maintenance, result.Verdict));
    }

    [Fact]
    public async Task AllNodesFail_IsAnOutage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await Task.WhenAll(cluster.Nodes.Select(node => node.SetFaultAsync(NodeFault.Refuse, Cancellation)));

        Assert.Equal(ProbeCommand.Outage, ProbeCommand.ExitCodeOf(await ProbeAsync(cluster)));
    }

    private static async Task<IReadOnlyList<NodeProbe>> ProbeAsync(SimulatedCluster cluster, params string[] settings)
    {
        string[] arguments = ["--Logging:LogLevel:Default=None", .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"), .. settings];
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], arguments));
        var configuration = (await loader.LoadAsync()).Configuration!;
        await using var services = Gateway.BuildServices(configuration, loader);
        return await ActivatorUtilities.CreateInstance<NodeProbes>(services.Services).RunAsync(configuration, Cancellation);
    }
}
