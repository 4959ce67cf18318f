using System.Diagnostics.Metrics;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Pages that say that CallManager is not set up for the gateway.</summary>
public sealed class SetupAlarmTests
{
    /// <summary>So that a node that is late is not joined by one that answers otherwise.</summary>
    private const string NoHedging = "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false";

    private const string Logged = "--Logging:LogLevel:PhoneServicesProxy.Failover=Warning";

    [Theory]
    [InlineData("28", "Trusted List of IPs")]
    [InlineData("30", "Allow Proxy")]
    [InlineData("215", "loginType")]
    [InlineData("3", "application user")]
    [InlineData("10", "Standard EM Authentication Proxy Rights")]
    public async Task Press_NodeBlamesSetup_PageIsShownAndAlarmRaised(string number, string parameter)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse($"em-error={number}"), TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Nodes:publisher:Priority=0", NoHedging, Logged);
        using var logs = new FakeLoggerProvider();
        gateway.Get<ILoggerFactory>().AddProvider(logs);
        using var alarms = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.alarms");
        using var phone = new Phone(gateway.Address);

        var form = await phone.FormAsync();
        var login = await phone.LoginAsync();

        Assert.EndsWith($"({number})", form.Text("Text"), StringComparison.Ordinal);
        Assert.EndsWith($"({number})", login.Text("Text"), StringComparison.Ordinal);
        var line = Assert.Single(logs.Collector.GetSnapshot());
        Assert.Contains(parameter, line.Message, StringComparison.Ordinal);
        Assert.StartsWith($"extension-mobility: publisher answers with page number {number}: ", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(phone.Device, line.Message, StringComparison.Ordinal);
        Assert.Equal(2, alarms.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.All(alarms.GetMeasurementSnapshot(), alarm => Assert.True(
            alarm.MatchesTags(new KeyValuePair<string, object?>("service", "extension-mobility"), new("node", "publisher"), new("number", number))));
    }

    [Fact]
    public async Task Press_WithoutDevice_BlamesTheServiceUrl()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, NoHedging, Logged);
        using var logs = new FakeLoggerProvider();
        gateway.Get<ILoggerFactory>().AddProvider(logs);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync($"{Phone.ExtensionMobility}?loginType=UID");

        Assert.Equal("Login is unsuccessful(207)", answer.Text("Text"));
        Assert.Contains("?device=#DEVICENAME#", Assert.Single(logs.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyPresses_NodeBlamesSetup_NodeStaysInService()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("em-error=28 status=500"), TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Nodes:publisher:Priority=0", "--ReverseProxy:Clusters:extension-mobility:HealthCheck:Active:Enabled=false");
        using var phone = new Phone(gateway.Address);

        for (var press = 0; press < 10; press++)
        {
            await phone.LoginAsync();
        }

        Assert.DoesNotContain(gateway.Get<NodeTable>().Nodes, node => node.Evidence.Mark is not null);
        Assert.Equal(10, cluster["publisher"].Counters.RequestsFor(Phone.ExtensionMobility));
    }
}
