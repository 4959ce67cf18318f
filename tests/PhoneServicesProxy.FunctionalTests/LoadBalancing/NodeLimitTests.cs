using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

public sealed class NodeLimitTests : NodeLimitTest
{
    [Fact]
    public async Task SixPressesAtOnce_OnlyNodeTakesTwo_OthersWaitAndAllGetTheirPage()
    {
        await using var cluster = await StartClusterAsync("only");
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:only:MaxConcurrentRequests=2", QueueTime("00:00:30"));
        await cluster["only"].SetFaultAsync(NodeFault.Parse("slow delay=100ms"), Cancellation);
        using var phone = new Phone(gateway.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => phone.MenuAsync()));

        Assert.All(answers, answer => Assert.Equal("CiscoIPPhoneMenu", answer.Root));
        Assert.Equal(2, cluster["only"].Counters.MostConcurrent);
        Assert.Equal(6, cluster["only"].Counters.Requests);
        await AssertIdleAsync(gateway, "only");
    }

    [Fact]
    public async Task SixPressesOfOnePhone_EachNodeTakesTwo_OthersGoElsewhereAtOnce()
    {
        await using var cluster = await StartClusterAsync("a", "b", "c");
        await using var gateway = await StartAsync(
            cluster, [QueueTime("00:00:30"), .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:MaxConcurrentRequests=2")]);
        using var phone = new Phone(gateway.Address);
        await SetAllAsync(cluster, NodeFault.Hang);

        var presses = new List<Task<PhoneAnswer>>();
        for (var press = 1; press <= 6; press++)
        {
            presses.Add(phone.MenuAsync());
            await Eventually.IsAsync(() => cluster.Nodes.Sum(node => node.Counters.Concurrent) == press);
        }

        Assert.All(cluster.Nodes, node => Assert.Equal(2, node.Counters.MostConcurrent));
        await SetAllAsync(cluster, NodeFault.None);
        Assert.All(await Task.WhenAll(presses), answer => Assert.Equal("CiscoIPPhoneMenu", answer.Root));
    }

    [Fact]
    public async Task Press_TierIsFull_WaitsThenNextTierAnswersAndNobodyIsBlamed()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartAsync(
            cluster, "--PhoneServices:Nodes:first:Priority=0", "--PhoneServices:Nodes:first:MaxConcurrentRequests=1", QueueTime("00:00:00.100"));
        using var phone = new Phone(gateway.Address);
        var hanging = await HangAsync(cluster["first"], phone);

        for (var press = 0; press < 5; press++)
        {
            var answer = await phone.MenuAsync();
            Assert.Equal("CiscoIPPhoneMenu", answer.Root);
        }

        Assert.Equal(1, cluster["first"].Counters.Requests);
        Assert.Equal(NodeCondition.Unknown, HealthOf(gateway, "first").State);
        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        await hanging;
    }

    [Fact]
    public async Task Press_TierIsFullAndPageMayBeHedged_NextTierAnswersMeanwhileAndNobodyIsBlamed()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartAsync(
            cluster, "--PhoneServices:Nodes:first:Priority=0", "--PhoneServices:Nodes:first:MaxConcurrentRequests=1", QueueTime("00:00:30"),
            "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true");
        using var phone = new Phone(gateway.Address);
        await cluster["first"].SetFaultAsync(NodeFault.Hang, Cancellation);
        var login = phone.LoginAsync();
        await Eventually.IsAsync(() => cluster["first"].Counters.Concurrent == 1);

        for (var press = 0; press < 5; press++)
        {
            Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        }

        Assert.Equal(1, cluster["first"].Counters.Requests);
        Assert.Equal(NodeCondition.Unknown, HealthOf(gateway, "first").State);
        await Eventually.IsAsync(() => LoadOf(gateway, "first") is { InFlight: 1, Waiting: 0 });
        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        await login;
    }

    [Fact]
    public async Task Press_OnlyNodeIsFull_PhoneGetsAPageThatSaysBusy()
    {
        await using var cluster = await StartClusterAsync("only");
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:only:MaxConcurrentRequests=1", QueueTime("00:00:00.100"));
        using var phone = new Phone(gateway.Address);
        var hanging = await HangAsync(cluster["only"], phone);

        var answer = await phone.MenuAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("CiscoIPPhoneText", answer.Root);
        Assert.Contains("busy", answer.Text("Text"), StringComparison.Ordinal);
        Assert.Equal(1, cluster["only"].Counters.Requests);
        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await hanging;
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
    }

    [Fact]
    public async Task PhonesHangUp_OneIsServedAndOneWaits_BothPlacesComeBack()
    {
        await using var cluster = await StartClusterAsync("only");
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:only:MaxConcurrentRequests=1", QueueTime("00:00:30"));
        var (served, waiting) = (new Phone(gateway.Address), new Phone(gateway.Address));
        var first = await HangAsync(cluster["only"], served);
        var second = waiting.MenuAsync();
        var load = LoadOf(gateway, "only");
        await Eventually.IsAsync(() => load is { InFlight: 1, Waiting: 1 });

        waiting.Dispose();
        await Eventually.IsAsync(() => load is { InFlight: 1, Waiting: 0 });
        served.Dispose();
        await AssertIdleAsync(gateway, "only");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }
}
