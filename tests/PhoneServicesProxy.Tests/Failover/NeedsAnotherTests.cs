using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Whether a press goes to another node: a login that may have been executed never does.</summary>
public sealed class NeedsAnotherTests
{
    private static readonly FailoverPolicyOptions Login = new() { Replay = Replay.OnlyIfNotSent };

    [Theory]
    [InlineData(AttemptFailure.BadStatus, false, true)]
    [InlineData(AttemptFailure.ConnectFailed, false, true)]
    [InlineData(AttemptFailure.NotWritten, false, false)]
    [InlineData(AttemptFailure.BadStatus, true, false)]
    [InlineData(AttemptFailure.None, false, false)]
    public void NeedsAnother_PageThatMayBeRepeated_AfterEachFailureButWhatNoNodeCanBeSent(object failure, bool cancelled, bool needs)
    {
        var press = new Presses().Begin();

        Assert.Equal(needs, FailoverPipelines.NeedsAnother(press, new(press.FirstNode) { Failure = (AttemptFailure)failure, Cancelled = cancelled, NotExecuted = true }));
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("GET", true)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    public void NeedsAnother_Login_OnlyWhereItIsCertainlyNotExecuted(string method, bool notExecuted)
    {
        var press = new Presses { Options = Login, Method = method }.Begin();

        Assert.Equal(notExecuted, FailoverPipelines.NeedsAnother(press, new(press.FirstNode) { Failure = AttemptFailure.ConnectFailed, NotExecuted = notExecuted }));
    }

    [Fact]
    public void NeedsAnother_PostOfAPageThatMayBeRepeated_IsNoGet()
    {
        var press = new Presses { Method = HttpMethods.Post }.Begin();

        Assert.False(FailoverPipelines.NeedsAnother(press, Presses.Failed(press.FirstNode)));
    }

    [Theory]
    [InlineData(NodePolicyNames.ActiveStandby, AttemptFailure.NodeFull, false)]
    [InlineData(NodePolicyNames.ActiveStandby, AttemptFailure.ServiceBusy, false)]
    [InlineData(NodePolicyNames.ActiveStandby, AttemptFailure.BadStatus, true)]
    [InlineData(NodePolicyNames.DeviceHash, AttemptFailure.NodeFull, true)]
    public void NeedsAnother_ActiveNodeIsBusy_StandbyIsNoHelp(string balancing, object failure, bool needs)
    {
        var press = new Presses(balancing).Begin();

        Assert.Equal(needs, FailoverPipelines.NeedsAnother(press, Presses.Failed(press.FirstNode, (AttemptFailure)failure)));
    }

    [Theory]
    [InlineData(NodePolicyNames.ActiveStandby, null, true, false)]
    [InlineData(NodePolicyNames.DeviceHash, null, true, true)]
    [InlineData(NodePolicyNames.DeviceHash, "b", true, false)]
    [InlineData(NodePolicyNames.DeviceHash, "b", false, true)]
    public void NeedsAnother_CarelessPageOfTheNodeThatCanKnow_IsThePage(string balancing, string? sessionOf, bool needsSession, bool needs)
    {
        var press = new Presses(balancing) { SessionOf = sessionOf, NeedsSession = needsSession }.Begin();

        Assert.Equal(needs, FailoverPipelines.NeedsAnother(press, Careless(press.FirstNode)));
    }

    [Theory]
    [InlineData(NodePolicyNames.ActiveStandby, null)]
    [InlineData(NodePolicyNames.DeviceHash, "b")]
    public void NeedsAnother_CarelessPageOfANodeThatIsDownOrAnother_IsNot(string balancing, string? sessionOf)
    {
        var press = new Presses(balancing) { SessionOf = sessionOf }.Begin();
        Assert.True(FailoverPipelines.NeedsAnother(press, Careless(press.NextNode()!)));

        press.FirstNode.Health.Active = DestinationHealth.Unhealthy;
        Assert.True(FailoverPipelines.NeedsAnother(press, Careless(press.FirstNode)));
    }

    [Fact]
    public void NeedsAnother_PageThatIsNotWhole_IsNoCarelessPage()
    {
        var press = new Presses { SessionOf = "b" }.Begin();

        Assert.True(FailoverPipelines.NeedsAnother(press, Presses.Failed(press.FirstNode, AttemptFailure.IllFormedPage)));
    }

    private static Attempt Careless(DestinationState node) => new(node) { Failure = AttemptFailure.IllFormedPage, IsWholePage = true };
}
