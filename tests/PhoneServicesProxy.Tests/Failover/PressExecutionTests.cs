using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.LoadBalancing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>What a phone is told of a login depends on it: "not carried out" must be certain.</summary>
public sealed class PressExecutionTests
{
    private readonly Tier _tier = new(NodePolicyNames.DeviceHash, [Tier.Node("a"), Tier.Node("b")]);

    [Fact]
    public void IsNotExecuted_RequestWasNotHandedOn_IsTrue()
    {
        var press = Create();
        press.NextNode();

        Assert.True(press.IsNotExecuted);
    }

    [Fact]
    public void IsNotExecuted_NothingIsKnownOfTheAttempt_IsFalse()
    {
        var press = Create();
        press.NextNode();
        press.HasBegun = true;

        Assert.False(press.IsNotExecuted);
    }

    [Fact]
    public void IsNotExecuted_FirstNodeRefusedAndNothingIsKnownOfTheSecond_IsFalse()
    {
        var press = Create();
        press.HasBegun = true;
        press.Ended(new(press.NextNode()!) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });
        press.NextNode();

        Assert.False(press.IsNotExecuted);
    }

    [Fact]
    public void IsNotExecuted_BusyNodeIsAskedAgainAndNothingIsKnownOfThat_IsFalse()
    {
        var press = Create();
        var node = press.NextNode()!;
        press.HasBegun = true;
        press.Ask(node);
        press.Ended(new(node) { Failure = AttemptFailure.NodeBusy, NotExecuted = true });
        Assert.True(press.IsNotExecuted);

        press.Ask(node);

        Assert.False(press.IsNotExecuted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IsNotExecuted_AllAttemptsHaveEnded_IsWhatTheySay(bool notExecuted)
    {
        var press = Create();
        press.HasBegun = true;
        press.Ended(new(press.NextNode()!) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });
        press.Ended(new(press.NextNode()!) { Failure = AttemptFailure.ConnectionLost, NotExecuted = notExecuted });

        Assert.Equal(notExecuted, press.IsNotExecuted);
    }

    private Press Create()
    {
        var options = new FailoverPolicyOptions();
        var time = new FakeTimeProvider();
        var route = new RouteModel(new RouteConfig(), _tier.Cluster, HttpTransformer.Default);
        var policy = new RoutePolicy(options, Expectation.PhoneXml, new FailoverPipelines(time).Build(options), new(time)) { Marks = Sessions.Marks.None };
        return new Press(new DefaultHttpContext(), route, _tier.Cluster, policy, _tier.Picker);
    }
}
