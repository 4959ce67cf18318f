using CallManagerSimulator;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.Failover;

public sealed class HedgingTests
{
    /// <summary>No probe asks for this page: what is known of it comes from presses alone.</summary>
    private const string Menu = "/ccmcip/xmldirectory.jsp";

    /// <summary>Whoever waits for these limits waits longer than the test may take.</summary>
    private static readonly string[] Patient =
    [
        .. Calm.Patience,
        "--PhoneServices:Nodes:publisher:Priority=0",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hang path=" + Menu)]
    [InlineData("slow delay=60s path=" + Menu)]
    [InlineData("drip delay=10s path=" + Menu)]
    public async Task Menu_FirstNodeIsLate_NextNodeAnswersMeanwhile(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Patient);
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), Cancellation);

        var answer = await phone.GetAsync(Menu);

        Assert.Equal("CiscoIPPhoneMenu", answer.Root);
        Assert.Equal(1, cluster.Nodes.Skip(1).Sum(node => node.Counters.RequestsFor(Menu)));
    }

    [Fact]
    public async Task Menu_OneNodeHangsAndOneFails_ThirdAnswers()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Patient, "--PhoneServices:Nodes:subscriber1:Priority=0"]);
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse($"hang path={Menu}"), Cancellation);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse($"500 path={Menu}"), Cancellation);

        for (var press = 0; press < 5; press++)
        {
            var answer = await phone.GetAsync(Menu);
            Assert.Equal("CiscoIPPhoneMenu", answer.Root);
            Assert.Equal(press + 1, cluster["subscriber2"].Counters.RequestsFor(Menu));
        }
    }

    [Fact]
    public async Task Menu_OneNodeIsAlwaysLate_IsTakenOutOfThatServiceOnly()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, [.. Patient, "--ReverseProxy:Clusters:directory:HealthCheck:Active:Enabled=false"]);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse($"hang path={Menu}"), Cancellation);

        // Four presses show it, unless this process stands still during one of them: that is not the node's fault.
        for (var press = 0; press < 4 || (press < 40 && StateOf("directory") != NodeCondition.Down); press++)
        {
            using var phone = new Phone(gateway.Address);
            await phone.GetAsync($"{Menu}?name=SEP0011223344{press:00}");
        }

        Assert.Equal(NodeCondition.Down, StateOf("directory"));
        Assert.NotEqual(NodeCondition.Down, StateOf("services-menu"));

        NodeCondition StateOf(string service) => gateway.Get<NodeTable>().Nodes
            .Single(node => node.Cluster.ClusterId == service && node.Destination.DestinationId == "publisher").State;
    }

    [Fact]
    public async Task Menu_AllNodesAreLate_HedgesStayWithinTheBudget()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, [.. Patient, "--PhoneServices:FailoverPolicies:Read:Hedging:MaxDelay=00:00:00.100"]);
        using var phone = new Phone(gateway.Address);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Parse($"slow delay=1s path={Menu}"), Cancellation);
        }

        var before = Requests();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => phone.GetAsync(Menu)));

        Assert.InRange(Requests() - before - 50, 1, HedgeBudget.Floor);

        long Requests() => cluster.Nodes.Sum(node => node.Counters.RequestsFor(Menu));
    }

    [Fact]
    public async Task Menu_OtherNodesAreDown_IsHedgedAsSoonAsOneIsUp()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, [.. Patient, "--ReverseProxy:Clusters:directory:HealthCheck:Active:Interval=00:00:00.200"]);
        using var phone = new Phone(gateway.Address);
        await Eventually.IsAsync(() => Others().All(node => node.State == NodeCondition.Up));
        foreach (var other in cluster.Nodes.Skip(1))
        {
            await other.SetFaultAsync(NodeFault.Parse("500 path=/ccmcip"), Cancellation);
        }

        await Eventually.IsAsync(() => Others().All(node => node.State == NodeCondition.Down));
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse($"hang path={Menu}"), Cancellation);
        var asked = cluster["publisher"].Counters.RequestsFor(Menu);

        var answer = phone.GetAsync(Menu);
        await Eventually.IsAsync(() => cluster["publisher"].Counters.RequestsFor(Menu) > asked);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.None, Cancellation);

        Assert.Equal("CiscoIPPhoneMenu", (await answer.WaitAsync(TimeSpan.FromSeconds(40), Cancellation)).Root);

        IEnumerable<NodeHealth> Others() => gateway.Get<NodeTable>().Nodes
            .Where(node => node.Cluster.ClusterId == "directory" && node.Destination.DestinationId != "publisher");
    }

    [Fact]
    public async Task Menu_BudgetIsSpent_IsHedgedAsSoonAsThereIsSomeAgain()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Patient);
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse($"hang path={Menu}"), Cancellation);

        // The floor is for ten seconds; after them whoever is still waiting gets a hedge.
        var answers = await Task.WhenAll(Enumerable.Range(0, HedgeBudget.Floor + 5).Select(_ => phone.GetAsync(Menu)))
            .WaitAsync(TimeSpan.FromSeconds(40), Cancellation);

        Assert.All(answers, answer => Assert.Equal("CiscoIPPhoneMenu", answer.Root));
    }

    [Theory]
    [InlineData("Login")]
    [InlineData("Read")]
    public async Task Login_NodeIsLate_IsAskedOnce(string policyOfTheRoute)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster,
            [
                .. Patient,
                "--PhoneServices:FailoverPolicies:Login:Hedging:Enabled=true",
                $"--ReverseProxy:Routes:extension-mobility-login:Metadata:FailoverPolicy={policyOfTheRoute}",

                // With GET it would be refused: there a policy that repeats does so.
                "--ReverseProxy:Routes:extension-mobility-login:Match:Methods:0=PUT",
            ]);
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("slow delay=1s only-changing"), Cancellation);

        // Under a policy that repeats, a POST still is not repeated.
        await phone.SendAsync(new(HttpMethod.Post, $"/emapp/EMAppServlet?userid=user1&device={phone.Device}")
        {
            Content = new FormUrlEncodedContent([new("seq", "12345")]),
        });

        Assert.Single(cluster.LoginsOn(phone.Device));
    }

    [Fact]
    public async Task ManagerAssistant_ActiveNodeIsLate_StandbyIsNotAsked()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Patient);
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("slow delay=1s path=/ma"), Cancellation);

        var answer = await phone.GetAsync($"/ma/servlet/MAService?cmd=doPhoneService&Name={phone.Device}");

        // A standby has no menu.
        Assert.Equal("CiscoIPPhoneMenu", answer.Root);
    }
}
