using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressHedgeTests
{
    private readonly FailoverPolicyOptions _options = new() { Replay = Replay.Always, Hedging = new() { Enabled = true } };
    private readonly RouteHedging _hedging = new(new FakeTimeProvider());

    [Fact]
    public void NextHedge_NoBudget_PolicyCountsNoPick()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b"), Tier.Node("c")]);
        for (var hedge = 0; hedge < HedgeBudget.Floor; hedge++)
        {
            Assert.True(_hedging.Budget.TrySpend(_options.Hedging.Budget));
        }

        var press = PressOf(tier);
        press.NextNode();
        var before = Ahead(tier);

        Assert.Null(press.NextHedge());
        Assert.True(press.MayHedge);
        Assert.Equal(before, Ahead(tier));
    }

    [Fact]
    public void NextHedge_NoNodeIsLeft_BudgetIsGivenBack()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a")]);
        var press = PressOf(tier);
        press.NextNode();
        var before = _hedging.Budget.Left(_options.Hedging.Budget);

        Assert.Null(press.NextHedge());
        Assert.False(press.MayHedge);
        Assert.Equal(before, _hedging.Budget.Left(_options.Hedging.Budget));
    }

    [Theory]
    [InlineData("b", DestinationHealth.Healthy)] // the other node comes up
    [InlineData("a", DestinationHealth.Unhealthy)] // the first node goes down, too
    public void NextHedge_OtherNodeIsDown_AsksAgainLaterAndGetsIt(string changed, DestinationHealth then)
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b")]);
        tier["b"].Health.Active = DestinationHealth.Unhealthy;
        var press = PressOf(tier);
        Assert.Equal("a", press.NextNode()!.DestinationId);
        var (before, delay) = (_hedging.Budget.Left(_options.Hedging.Budget), press.NextHedgeDelay);

        Assert.Null(press.NextHedge());
        Assert.True(press.MayHedge);
        Assert.Equal(delay * 5, press.NextHedgeDelay);
        Assert.Equal(before, _hedging.Budget.Left(_options.Hedging.Budget));

        tier[changed].Health.Active = then;
        Assert.Equal("b", press.NextHedge()!.DestinationId);
        Assert.Equal(delay, press.NextHedgeDelay);
    }

    /// <summary>The press left the first node because it went down, and the failover has begun when that attempt fails, too.</summary>
    [Fact]
    public void NextHedge_HedgingIsOff_NoThirdNodeIsAsked()
    {
        var tier = new Tier(NodePolicyNames.WeightedLeastRequests, [Tier.Node("a"), Tier.Node("b"), Tier.Node("c")]);
        var press = PressOf(tier, new() { Replay = Replay.Always, Hedging = new() { Enabled = false } });
        using var down = new CancellationTokenSource();
        press.FirstNodeDown = down.Token;
        var first = press.NextNode()!;
        down.Cancel();
        Assert.True(press.IsOwedAnAttempt());
        press.NextNode();
        press.Ended(new(first) { Failure = AttemptFailure.ConnectFailed });

        Assert.False(press.IsOwedAnAttempt());
        Assert.Null(press.NextHedge());
    }

    private static double[] Ahead(Tier tier) => [.. tier.Cluster.Destinations.Values.Select(node => tier.Directory.Of(node).Ahead.Value)];

    private Press PressOf(Tier tier, FailoverPolicyOptions? options = null)
    {
        options ??= _options;
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        var route = new RouteModel(new RouteConfig(), tier.Cluster, HttpTransformer.Default);
        var policy = new RoutePolicy(options, Expectation.PhoneXml, new FailoverPipelines(TimeProvider.System).Build(options), _hedging) { Marks = Sessions.Marks.None };
        return new Press(context, route, tier.Cluster, policy, tier.Picker);
    }
}
