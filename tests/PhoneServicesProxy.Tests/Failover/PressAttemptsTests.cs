using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>What a press knows of its attempts.</summary>
public sealed class PressAttemptsTests
{
    [Fact]
    public void KindOf_FirstHedgeAndTheOneAfterAFailure_AreTold()
    {
        var press = new Presses().Begin();
        var hedge = press.NextHedge()!;
        var next = press.NextNode()!;

        Assert.Equal(
            (AttemptKind.First, AttemptKind.Hedge, AttemptKind.Failover), (press.KindOf(press.FirstNode), press.KindOf(hedge), press.KindOf(next)));
        Assert.Equal(3, new[] { press.FirstNode, hedge, next }.Distinct().Count());
    }

    [Fact]
    public void KindOf_TwoHedges_BothAreTold()
    {
        var press = new Presses().Begin();
        var (one, two) = (press.NextHedge()!, press.NextHedge()!);

        Assert.Equal((AttemptKind.Hedge, AttemptKind.Hedge), (press.KindOf(one), press.KindOf(two)));
    }

    [Fact]
    public void IsOwedAnAttempt_OneHasFailedAndNoneTookItsPlace_IsTrue()
    {
        var press = new Presses().Begin();
        Assert.False(press.IsOwedAnAttempt());

        press.Ended(Presses.Failed(press.FirstNode));
        Assert.True(press.IsOwedAnAttempt());

        press.NextNode();
        Assert.False(press.IsOwedAnAttempt());
    }

    [Fact]
    public void IsOwedAnAttempt_HedgeIsUnderWay_TakesNobodysPlace()
    {
        var press = new Presses().Begin();
        press.NextHedge();
        Assert.False(press.IsOwedAnAttempt());

        press.Ended(Presses.Failed(press.FirstNode));

        Assert.True(press.IsOwedAnAttempt());
    }

    [Fact]
    public void IsOwedAnAttempt_FirstNodeGoesDownMeanwhile_IsTrueOnce()
    {
        using var down = new CancellationTokenSource();
        var press = new Presses().Begin();
        press.FirstNodeDown = down.Token;
        Assert.False(press.IsOwedAnAttempt());

        down.Cancel();
        Assert.True(press.IsOwedAnAttempt());
        press.NextNode();
        press.Ended(Presses.Failed(press.FirstNode));

        Assert.False(press.IsOwedAnAttempt());
    }

    [Fact]
    public void IsOwedAnAttempt_Won_IsFalse()
    {
        var press = new Presses().Begin();
        press.Ended(new(press.FirstNode));

        Assert.False(press.IsOwedAnAttempt());
    }

    [Fact]
    public void Winner_SeveralAttempts_IsTheFirstGoodOne()
    {
        var press = new Presses().Begin();
        press.Ended(Presses.Failed(press.FirstNode));
        press.Ended(new(press.NextNode()!) { Cancelled = true });
        Assert.Null(press.Winner);
        var winner = new Attempt(press.NextNode()!);

        press.Ended(winner);

        Assert.Same(winner, press.Winner);
    }

    [Fact]
    public void Ended_PressIsOver_SaysSo()
    {
        var press = new Presses().Begin();
        Assert.False(press.Ended(Presses.Failed(press.FirstNode)));

        Assert.Single(press.End());

        Assert.True(press.Ended(Presses.Failed(press.NextNode()!)));
    }

    [Theory]
    [InlineData(AttemptFailure.NodeFull, true)]
    [InlineData(AttemptFailure.ServiceBusy, true)]
    [InlineData(AttemptFailure.GatewayExhausted, true)]
    [InlineData(AttemptFailure.BadStatus, false)]
    [InlineData(AttemptFailure.ConnectionLost, false)]
    public void KeepsSession_AnotherNodeAnswersBecauseTheSessionsWasBusy_IsTrue(object failure, bool keeps)
    {
        var press = new Presses { SessionOf = "b" }.Begin();
        press.Ended(Presses.Failed(press.FirstNode, (AttemptFailure)failure));

        Assert.Equal(keeps, Answered(press, press.NextNode()!).KeepsSession);
    }

    [Fact]
    public void KeepsSession_SessionsNodeWasLate_IsTrueWhileItIsUp()
    {
        var press = new Presses { SessionOf = "b", NeedsSession = false }.Begin();
        Assert.False(press.KeepsSession);
        Answered(press, press.NextHedge()!);
        press.Ended(new(press.FirstNode) { Failure = AttemptFailure.AnswerTimeout, Cancelled = true });
        Assert.True(press.KeepsSession);

        press.FirstNode.Health.Passive = DestinationHealth.Unhealthy;

        Assert.False(press.KeepsSession);
    }

    [Fact]
    public void KeepsSession_OwnNodeAnswersOrThereIsNoSession_IsFalse()
    {
        var own = new Presses { SessionOf = "b" }.Begin();
        var none = new Presses().Begin();

        Assert.False(Answered(own, own.FirstNode).KeepsSession);
        Assert.False(Answered(none, none.NextHedge()!).KeepsSession);
    }

    [Fact]
    public void GoesOn_ToASecondNode_PhoneIsKnown()
    {
        var press = new Presses().Begin();
        Assert.Equal(0ul, press.PhoneId);

        press.GoesOn();

        Assert.NotEqual(0ul, press.PhoneId);
    }

    private static Press Answered(Press press, DestinationState node)
    {
        var attempt = new Attempt(node);
        press.Ended(attempt);
        press.WonBy(attempt);
        return press;
    }
}
