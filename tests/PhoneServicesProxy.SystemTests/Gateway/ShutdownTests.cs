using System.Text.RegularExpressions;
using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Gateway;

public sealed partial class ShutdownTests
{

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The command line alone would end the process two seconds after the signal.
    [Theory]
    [InlineData("slow delay=1s path=/ccmcip/xmldirectorylist.jsp", "/ccmcip/xmldirectorylist.jsp?name={device}", "CiscoIPPhoneDirectory")]
    [InlineData("slow delay=5s only-changing", "/emapp/EMAppServlet?device={device}&userid=user1&seq=12345", "CiscoIPPhoneText")]
    public async Task Sigterm_RunningPress_IsFinished(string fault, string path, string root)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher"] }, Cancellation);
        var node = cluster.Nodes[0];
        await using var gateway = await GatewayProcess.StartAsync([(node.Name, $"{node.Address}")], Cancellation);

        // Nothing that is probed: the node stays up.
        await node.SetFaultAsync(NodeFault.Parse(fault), Cancellation);
        var pressing = PressOnceAsync(gateway, path, root);
        using var administrator = new HttpClient();
        await gateway.Process.WaitForAsync(
            async token => OnePress().IsMatch(await administrator.GetStringAsync(new Uri(gateway.Management, "metrics"), token)),
            TimeSpan.FromSeconds(10), "no press", Cancellation);
        await gateway.Process.StopAsync(TimeSpan.FromSeconds(20));

        var report = await pressing;
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
        Assert.Equal(0, gateway.Process.ExitCode);
    }

    private static Task<FleetReport> PressOnceAsync(GatewayProcess gateway, string path, string root)
    {
        var options = new FleetOptions
        {
            Target = gateway.Endpoint,
            Path = path,
            ExpectedRoot = root,
            PressesPerSecond = 1,
        };
        return new PhoneFleet(options, TimeProvider.System).PressAsync(TimeSpan.FromSeconds(1), Cancellation);
    }

    [GeneratedRegex("""^phone_services_node_active_requests\{[^}]*node="publisher"[^}]*\} 1\b""", RegexOptions.Multiline)]
    private static partial Regex OnePress();
}
