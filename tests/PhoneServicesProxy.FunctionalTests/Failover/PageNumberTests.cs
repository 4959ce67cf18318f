using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Faults that CallManager reports in ordinary pages, by a number.</summary>
public sealed class PageNumberTests
{
    private const string PublisherFirst = "--PhoneServices:Nodes:publisher:Priority=0";

    /// <summary>So that a node that is late is not joined by one that answers otherwise.</summary>
    private const string NoHedging = "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false";

    /// <summary>So that a node is asked although its probes would see the number, too.</summary>
    private const string NoProbes = "--ReverseProxy:Clusters:extension-mobility:HealthCheck:Active:Enabled=false";

    [Theory]
    [InlineData("em-error=26")]
    [InlineData("em-error=6")]
    [InlineData("em-error=207")]
    [InlineData("em-error=208")]
    [InlineData("em-error=26 status=500")]
    [InlineData("em-error=26 status=503")]
    [InlineData("em-error=26 status=404")]
    public async Task Form_OneNodeSaysItCannot_NextNodeAnswers(string fault)
    {
        await using var cluster = await StartClusterAsync(("publisher", fault));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoProbes, NoHedging);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.FormAsync();

        Assert.Equal("CiscoIPPhoneInput", answer.Root);
        Assert.Equal(1, cluster["publisher"].Counters.RequestsFor(Phone.ExtensionMobility));
    }

    [Theory]
    [InlineData("em-error=26", HttpStatusCode.OK)]
    [InlineData("em-error=26 status=500", HttpStatusCode.InternalServerError)]
    public async Task Form_AllNodesBusy_ShowsTheirPage(string fault, HttpStatusCode status)
    {
        await using var cluster = await StartClusterAsync(("publisher", fault), ("subscriber1", fault), ("subscriber2", fault));
        await using var gateway = await TestGateway.StartAsync(cluster, NoProbes);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.FormAsync();

        Assert.Equal(status, answer.Status);
        Assert.Equal("Login is unavailable(26)", answer.Text("Text"));
        Assert.NotNull(answer.ContentHeaders.ContentLength);
        Assert.Equal(3, cluster.Nodes.Sum(node => node.Counters.RequestsFor(Phone.ExtensionMobility)));
    }

    [Fact]
    public async Task Form_OneNodeBusyTheOthersGone_ShowsTheBusyPage()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-busy"), ("subscriber1", "refuse"), ("subscriber2", "html"));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoProbes);
        using var phone = new Phone(gateway.Address);

        Assert.Equal("Login is unavailable(26)", (await phone.FormAsync()).Text("Text"));
    }

    [Fact]
    public async Task Form_OneNodeBusyTheOthersOutOfTime_ShowsTheBusyPage()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-busy"), ("subscriber1", "hang"), ("subscriber2", "hang"));
        await using var gateway = await TestGateway.StartAsync(
            cluster, PublisherFirst, NoProbes,
            "--PhoneServices:FailoverPolicies:Read:ConnectTimeout=00:00:00.900",
            "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:01",
            "--PhoneServices:FailoverPolicies:Read:TotalTimeout=00:00:01");
        using var phone = new Phone(gateway.Address);

        Assert.Equal("Login is unavailable(26)", (await phone.FormAsync()).Text("Text"));
    }

    [Theory]
    [InlineData("em-error=26")]
    [InlineData("em-error=29")]
    [InlineData("em-error=210")]
    [InlineData("em-error=208")]
    [InlineData("em-error=6 status=503")]
    public async Task Login_NodeSaysThatItExecutedNothing_AnotherExecutesItOnce(string fault)
    {
        await using var cluster = await StartClusterAsync(("publisher", fault));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoProbes);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.LoginAsync();

        Assert.Contains("Successful", answer.Body, StringComparison.Ordinal);
        Assert.NotEqual("publisher", Assert.Single(cluster.LoginsOn(phone.Device)).Node);
        Assert.Equal(1, cluster["publisher"].Counters.RequestsFor(Phone.ExtensionMobility));
    }

    [Theory]
    [InlineData("em-error=6", "")]
    [InlineData("em-error=6 status=500", "")]
    [InlineData("em-error=207", "")]
    [InlineData("em-error=208", "&EMCC=true")]
    [InlineData("em-error=201", "")]
    [InlineData("em-error=7 status=500", "")]
    public async Task Login_NodeMayHaveExecutedIt_ShowsItsPageAndStays(string fault, string query)
    {
        await using var cluster = await StartClusterAsync(("publisher", fault + " after-executing"));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoProbes);
        using var phone = new Phone(gateway.Address);
        var number = NodeFault.Parse(fault).EmNumber;

        var answer = await phone.GetAsync($"{Phone.ExtensionMobility}?device={phone.Device}&userid=user1&seq=12345{query}");

        Assert.EndsWith($"({number})", answer.Text("Text"), StringComparison.Ordinal);
        Assert.Equal("publisher", Assert.Single(cluster.LoginsOn(phone.Device)).Node);
    }

    [Fact]
    public async Task Login_RefusedThenPerhapsExecuted_SaysToLookAtThePhone()
    {
        await using var cluster = await StartClusterAsync(
            ("publisher", "em-busy"), ("subscriber1", "reset after-executing only-changing"), ("subscriber2", "reset after-executing only-changing"));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoProbes);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.LoginAsync();

        Assert.Contains("may have been carried out", answer.Text("Text"), StringComparison.Ordinal);
        Assert.Single(cluster.LoginsOn(phone.Device));
    }

    [Fact]
    public async Task Menu_PageOutsideExtensionMobilityEndsWithANumber_IsShown()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-error=26 path=/ccmcip"));
        await using var gateway = await TestGateway.StartAsync(cluster, PublisherFirst, NoHedging);
        using var phone = new Phone(gateway.Address);

        Assert.Equal("Login is unavailable(26)", (await phone.MenuAsync()).Text("Text"));
    }

    [Fact]
    public async Task Form_EmccUserHomeClusterGone_NodesStayInService()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-error=208"));
        await using var gateway = await TestGateway.StartAsync(cluster, NoProbes, PublisherFirst, NoHedging);

        for (var press = 0; press < 10; press++)
        {
            Assert.False(await IsAnyOutAfterAsync(press, "&EMCC=true"));
        }

        Assert.False(await IsAnyOutAfterAsync(0, "&EMCC=false"));
        Assert.False(await IsAnyOutAfterAsync(1, "&EMCC=false"));
        Assert.True(await IsAnyOutAfterAsync(2, "&EMCC=false"));

        async Task<bool> IsAnyOutAfterAsync(int number, string query)
        {
            using var phone = new Phone(gateway.Address, $"SEP00112233440{number}");
            await phone.GetAsync($"{Phone.ExtensionMobility}?device={phone.Device}{query}");
            return gateway.Get<NodeTable>().Nodes.Any(node => node.Evidence.Mark is not null);
        }
    }

    [Fact]
    public async Task Site_MakesSixAnAnswer_IsShownAndTheNodeKept()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-error=6"));
        await using var gateway = await TestGateway.StartAsync(
            cluster, PublisherFirst, NoProbes, NoHedging, "--PhoneServices:PageNumbers:ExtensionMobility:6:Class=Answer");
        using var phone = new Phone(gateway.Address);

        Assert.Equal("Login is unsuccessful(6)", (await phone.FormAsync()).Text("Text"));
    }

    [Fact]
    public async Task Site_TakesSixForProofThatNothingWasExecuted_AnotherNodeExecutesTheLogin()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-error=6"));
        await using var gateway = await TestGateway.StartAsync(
            cluster, PublisherFirst, NoProbes, "--PhoneServices:PageNumbers:ExtensionMobility:6:NotExecuted=Always");
        using var phone = new Phone(gateway.Address);

        await phone.LoginAsync();

        Assert.Equal("user1", cluster.UserOn(phone.Device));
    }

    [Fact]
    public async Task Site_GivesARouteNoNumbers_TheirPagesAreAnswers()
    {
        await using var cluster = await StartClusterAsync(("publisher", "em-busy"));
        await using var gateway = await TestGateway.StartAsync(
            cluster, PublisherFirst, NoProbes, NoHedging, "--ReverseProxy:Routes:extension-mobility-form:Metadata:PageNumbers=");
        using var phone = new Phone(gateway.Address);

        Assert.Equal("Login is unavailable(26)", (await phone.FormAsync()).Text("Text"));
    }

    private static async Task<SimulatedCluster> StartClusterAsync(params (string Node, string Fault)[] faults)
    {
        var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        foreach (var (node, fault) in faults)
        {
            await cluster[node].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);
        }

        return cluster;
    }
}
