using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>A press that waits for its turn, such as a login at a change of shift: where it waits, and which node it has asked.</summary>
public sealed class PressQueueTests
{
    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(5);
    private static readonly string[] All = ["a", "b", "c"];

    [Theory]
    [InlineData("OnlyIfNotSent", "GET", NodePolicyNames.DeviceHash, 5, true)]
    [InlineData("Always", "POST", NodePolicyNames.DeviceHash, 5, true)]
    [InlineData("Always", "GET", NodePolicyNames.DeviceHash, 5, false)]
    [InlineData("OnlyIfNotSent", "GET", NodePolicyNames.ActiveStandby, 5, false)]
    [InlineData("OnlyIfNotSent", "GET", NodePolicyNames.DeviceHash, 0, false)]
    public void MayQueue_PressThatMustNotBeRepeated_IfItsPolicyHasAQueue(string replay, string method, string balancing, int seconds, bool mayQueue) => Assert.Equal(
        mayQueue,
        new Presses(balancing) { Options = new() { Replay = Enum.Parse<Replay>(replay), QueueTime = TimeSpan.FromSeconds(seconds) }, Method = method }.Begin().MayQueue);

    [Fact]
    public void ToWaitFor_NothingHasFailed_FirstNodeThenTheOthers()
    {
        var press = Create().Begin();

        Assert.Equal([press.FirstNode.DestinationId, .. Others(press)], Names(press.ToWaitFor(new HashSet<DestinationState>(), null, anyTier: true)));
    }

    [Fact]
    public void ToWaitFor_NodeHasRefused_IsLast()
    {
        var presses = Create();
        var press = presses.Begin();

        Assert.Equal([.. Others(press), press.FirstNode.DestinationId], Names(press.ToWaitFor(new HashSet<DestinationState>(), press.FirstNode, anyTier: true)));
        Assert.Equal(All, Names(press.ToWaitFor(new HashSet<DestinationState>(), presses.Tier["c"], anyTier: true)));
    }

    [Theory]
    [InlineData("", true, "c")]
    [InlineData("failed", true, "a b")]
    [InlineData("down", true, "a b")]
    [InlineData("", false, "c a b")]
    public void ToWaitFor_PhoneHasASession_ItsNodeAloneWhileThatCanAnswer(string state, bool needsSession, string nodes)
    {
        var presses = Create(sessionOf: "c", needsSession);
        var press = presses.Begin();
        HashSet<DestinationState> failed = state == "failed" ? [presses.Tier["c"]] : [];
        presses.Tier["c"].Health.Active = state == "down" ? DestinationHealth.Unhealthy : DestinationHealth.Unknown;

        Assert.Equal(nodes, string.Join(' ', Names(press.ToWaitFor(failed, null, anyTier: true))));
        Assert.Equal(nodes == "c", press.IsBoundBySession(failed));
    }

    [Theory]
    [InlineData(true, false, "")] // a node that is down would leave open whether it has executed the login
    [InlineData(false, false, "b c")]
    [InlineData(true, true, "b")]
    public void ToWaitFor_NodeHasAnswered_NoNodeThatIsDown(bool hasAnswered, bool isSecondUp, string nodes)
    {
        var presses = Create(sessionOf: "a", needsSession: false);
        var press = presses.Begin();
        using var answer = new HttpResponseMessage();
        press.Ended(new(presses.Tier["a"]) { Failure = AttemptFailure.BadStatus, NotExecuted = true, Response = hasAnswered ? answer : null });
        presses.Tier["b"].Health.Active = isSecondUp ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        presses.Tier["c"].Health.Active = DestinationHealth.Unhealthy;

        Assert.Equal(nodes, string.Join(' ', Names(press.ToWaitFor(new HashSet<DestinationState> { presses.Tier["a"] }, null, anyTier: true))));
    }

    [Fact]
    public void ToWaitFor_AllNodesHaveFailed_None()
    {
        var presses = Create();
        var press = presses.Begin();
        using var answer = new HttpResponseMessage();
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.BadStatus, Response = answer });

        Assert.Empty(press.ToWaitFor(presses.Tier.Cluster.Destinations.Values.ToHashSet(), press.FirstNode, anyTier: true));
    }

    [Fact]
    public void Ask_AnotherNodeThanTheOnePicked_IsTheFirst()
    {
        var presses = Create();
        var press = presses.Begin();
        var node = presses.Tier[Others(press)[0]];
        Assert.False(press.HasAsked);

        press.Ask(node);

        Assert.True(press.HasAsked);
        Assert.Same(node, Assert.Single(press.Asked));
        Assert.Empty(press.Attempts);
    }

    [Fact]
    public void Ask_AnotherNodeThanTheSessions_SessionsNodeWasNotAsked()
    {
        var presses = Create(sessionOf: "c");
        var press = presses.Begin();
        press.HasBegun = true;

        press.Ask(presses.Tier["a"]);

        Assert.Equal(["c", "a"], Names(press.Asked));
        Assert.Equal((presses.Tier["c"], AttemptFailure.NodeFull), (Assert.Single(press.Attempts).Node, press.Attempts[0].Failure));
        Assert.False(press.IsNotExecuted);
        press.Ended(new(presses.Tier["a"]) { Failure = AttemptFailure.NodeBusy, NotExecuted = true });
        Assert.True(press.IsNotExecuted);

        press.Ask(presses.Tier["a"]); // it is asked once more, and nothing is known of that
        Assert.False(press.IsNotExecuted);
    }

    [Fact]
    public void Ask_SecondNodeAfterTheFirstHasFailed_BothWereAsked()
    {
        var presses = Create();
        var press = presses.Begin();
        press.Ask(press.FirstNode);
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });
        var second = Others(press)[0];

        press.Ask(presses.Tier[second]);
        press.Ask(presses.Tier[second]);

        Assert.Equal([press.FirstNode.DestinationId, second], Names(press.Asked));
        Assert.Single(press.Attempts);
    }

    private static Presses Create(string? sessionOf = null, bool needsSession = true) =>
        new() { Options = new() { QueueTime = Queue }, Method = HttpMethods.Post, SessionOf = sessionOf, NeedsSession = needsSession };

    private static string[] Others(Press press) => [.. All.Where(name => name != press.FirstNode.DestinationId)];

    private static string[] Names(IEnumerable<DestinationState> nodes) => [.. nodes.Select(node => node.DestinationId)];
}
