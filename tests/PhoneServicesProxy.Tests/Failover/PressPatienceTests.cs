using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>How long a press waits at a node, and for what.</summary>
public sealed class PressPatienceTests
{
    private static readonly TimeSpan OnFailureOnly = TimeSpan.FromMilliseconds(-1);
    private static readonly HedgingOptions Hedging = new() { Enabled = true };

    [Fact]
    public void HedgeDelay_NothingHoldsThePress_IsTheRoutesPace()
    {
        var press = new Presses().Begin();

        Assert.Equal(press.Policy.RouteHedging.NextDelay(Hedging), FailoverPipelines.HedgeDelay(press));
        Assert.False(FailoverPipelines.LeavesDownNode(press));
    }

    [Theory]
    [InlineData(NodePolicyNames.DeviceHash, "GET", false, true)]
    [InlineData(NodePolicyNames.DeviceHash, "POST", true, false)]
    [InlineData(NodePolicyNames.ActiveStandby, "GET", true, true)]
    public void HedgeDelay_OneNodeAloneIsToAnswer_NoHedge(string balancing, string method, bool isEnabled, bool leaves)
    {
        var press = new Presses(balancing) { Method = method, Options = new() { Replay = Replay.Always, Hedging = new() { Enabled = isEnabled } } }.Begin();

        Assert.Equal(OnFailureOnly, FailoverPipelines.HedgeDelay(press));
        Assert.Equal(leaves, FailoverPipelines.LeavesDownNode(press));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HedgeDelay_NodeHasTheSession_OnlyWhereTheRouteCanDoWithoutAndLate(bool needsSession)
    {
        var press = new Presses { SessionOf = "b", NeedsSession = needsSession }.Begin();

        Assert.Equal(needsSession ? OnFailureOnly : Hedging.MaxDelay, FailoverPipelines.HedgeDelay(press));
        Assert.True(FailoverPipelines.LeavesDownNode(press));
    }

    [Fact]
    public void IsHeldBySession_NodeHasFailedOrIsDown_NoLonger()
    {
        var failed = new Presses { SessionOf = "b" }.Begin();
        Assert.True(failed.IsHeldBySession);
        failed.Ended(new(failed.FirstNode) { Failure = AttemptFailure.AnswerTimeout, Cancelled = true });
        failed.Ended(Presses.Failed(failed.NextNode()!));
        Assert.True(failed.IsHeldBySession);
        failed.Ended(Presses.Failed(failed.FirstNode));
        Assert.False(failed.IsHeldBySession);

        var down = new Presses { SessionOf = "b" }.Begin();
        down.FirstNode.Health.Active = DestinationHealth.Unhealthy;
        Assert.False(down.IsHeldBySession);
        Assert.False(new Presses().Begin().IsHeldBySession);
    }

    [Fact]
    public void LimitOf_NothingInHand_IsThePolicys()
    {
        var press = new Presses().Begin();

        Assert.Equal(press.Policy.Options.AttemptTimeout, press.LimitOf(press.FirstNode));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("POST", false)]
    public void LimitOf_APageIsInHand_ABetterOneMustNotBeLong(string method, bool isShort)
    {
        var press = new Presses { Method = method }.Begin();
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.IllFormedPage, IsWholePage = true });
        var next = press.NextNode()!;

        Assert.Equal(isShort ? Hedging.MaxDelay : press.Policy.Options.AttemptTimeout, press.LimitOf(next));
    }

    [Theory]
    [InlineData("GET", true, true, true)]
    [InlineData("GET", true, false, false)] // the first gave no answer
    [InlineData("GET", false, true, false)] // the next one is up
    [InlineData("POST", true, true, false)]
    public void LimitOf_NodeThatIsUpHasAnsweredWronglyAndThisOneIsDown_IsShort(string method, bool isDown, bool hasAnswered, bool isShort)
    {
        var presses = new Presses { Method = method };
        var press = presses.Begin();
        using var attempt = new Attempt(press.FirstNode) { Failure = AttemptFailure.BadStatus, Response = hasAnswered ? new() : null };
        press.Ended(attempt);
        var other = presses.Tier.Cluster.Destinations.Values.First(node => node != press.FirstNode);
        other.Health.Passive = isDown ? DestinationHealth.Unhealthy : DestinationHealth.Healthy;

        Assert.Equal(isShort ? Hedging.MaxDelay : press.Policy.Options.AttemptTimeout, press.LimitOf(other));
    }

    [Fact]
    public void LimitOf_PolicyHasLessPatience_IsThePolicys()
    {
        var press = new Presses { Options = new() { Replay = Replay.Always, AttemptTimeout = TimeSpan.FromMilliseconds(60), Hedging = Hedging } }.Begin();
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.IllFormedPage, IsWholePage = true });

        Assert.Equal(TimeSpan.FromMilliseconds(60), press.LimitOf(press.NextNode()!));
    }

    [Fact]
    public void PatienceWithPage_NoHedging_IsAsLongAsWithout()
    {
        var press = new Presses { Options = new() { Replay = Replay.Always } }.Begin();

        Assert.Null(press.PatienceWithPage(press.FirstNode));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("POST", false)]
    public void NextNode_UpNodeHasRefusedALoginAndTheOthersAreDown_NoneIsAsked(string method, bool isAsked)
    {
        var presses = new Presses { Method = method };
        var press = presses.Begin();
        foreach (var node in presses.Tier.Cluster.Destinations.Values)
        {
            node.Health.Active = node == press.FirstNode ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        }

        using var attempt = new Attempt(press.FirstNode) { Failure = AttemptFailure.BadStatus, NotExecuted = true, Response = new() };
        press.Ended(attempt);

        Assert.Equal(isAsked, press.NextNode() is not null);
    }

    [Fact]
    public void NextNode_TwoNodesHaveRefusedALoginAndTheLastIsDown_ItIsNotAsked()
    {
        var presses = new Presses { Method = HttpMethods.Post };
        var press = presses.Begin();
        using var first = new Attempt(press.FirstNode) { Failure = AttemptFailure.BadStatus, NotExecuted = true, Response = new() };
        press.Ended(first);
        using var second = new Attempt(press.NextNode()!) { Failure = AttemptFailure.BadStatus, NotExecuted = true, Response = new() };
        press.Ended(second);
        presses.Tier.Cluster.Destinations.Values.Single(node => node != first.Node && node != second.Node).Health.Active = DestinationHealth.Unhealthy;

        Assert.Null(press.NextNode());
    }

    [Fact]
    public void LimitOf_TwoPagesAreInHand_ABetterOneMustNotBeLong()
    {
        var press = new Presses().Begin();
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.IllFormedPage, IsWholePage = true });
        press.Ended(new(press.NextNode()!) { Failure = AttemptFailure.IllFormedPage, IsWholePage = true });

        Assert.Equal(Hedging.MaxDelay, press.LimitOf(press.NextNode()!));
    }

    [Fact]
    public void NextNode_LoginCouldNotBeSentAndTheOthersAreDown_OneIsAsked()
    {
        var presses = new Presses { Method = HttpMethods.Post };
        var press = presses.Begin();
        foreach (var node in presses.Tier.Cluster.Destinations.Values)
        {
            node.Health.Active = DestinationHealth.Unhealthy;
        }

        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });

        Assert.NotNull(press.NextNode());
    }
}
