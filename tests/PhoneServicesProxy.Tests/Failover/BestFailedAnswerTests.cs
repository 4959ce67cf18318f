using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class BestFailedAnswerTests
{
    private static readonly Attempt Refused = Fail(AttemptFailure.ConnectFailed, notExecuted: true);
    private static readonly Attempt Lost = Fail(AttemptFailure.ConnectionLost);
    private static readonly Attempt Html = Fail(AttemptFailure.BadPage, answered: true);

    [Fact]
    public void Of_NoPageOfANode_IsOurs()
    {
        Assert.Null(BestFailedAnswer.Of([], mayRepeat: true));
        Assert.Null(BestFailedAnswer.Of([Refused, Lost, Html], mayRepeat: true));
    }

    [Fact]
    public void Of_SomeBusy_IsTheLastOfThem()
    {
        var first = Busy();
        var last = Busy();

        Assert.Same(last, BestFailedAnswer.Of([first, last, Refused, Html], mayRepeat: true));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Of_NodeAtItsLimit_IsItsPageUnlessThePressHasWaited(bool mayQueue, bool isShown)
    {
        var busy = Fail(AttemptFailure.NodeBusy, notExecuted: true, answered: true);

        Assert.Equal(isShown ? busy : null, BestFailedAnswer.Of([Refused, busy], mayRepeat: false, mayQueue));
    }

    [Fact]
    public void Of_BusyAndIllFormed_IsTheWellFormedPage()
    {
        var busy = Busy();

        Assert.Same(busy, BestFailedAnswer.Of([IllFormed(), busy, IllFormed()], mayRepeat: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_LoginThatOneNodeAnswered_IsItsPage(bool notExecuted)
    {
        var busy = Busy(notExecuted);

        Assert.Same(busy, BestFailedAnswer.Of([Refused, busy], mayRepeat: false));
    }

    [Fact]
    public void Of_LoginRefusedThenNoNodeReached_IsThePage()
    {
        var busy = Busy(notExecuted: true);

        Assert.Same(busy, BestFailedAnswer.Of([busy, Refused], mayRepeat: false));
    }

    [Fact]
    public void Of_LoginRefusedThenPerhapsExecuted_IsOursWhichSaysSo()
    {
        Assert.Null(BestFailedAnswer.Of([Busy(notExecuted: true), Lost], mayRepeat: false));
    }

    [Fact]
    public void Of_LoginRefusedThenOutOfTime_IsOursWhichSaysSo()
    {
        using var cancelled = new Attempt(Node()) { Cancelled = true };

        Assert.Null(BestFailedAnswer.Of([Busy(notExecuted: true), cancelled], mayRepeat: false));
    }

    [Fact]
    public void Of_AllThatAnsweredIllFormed_IsTheLast()
    {
        var last = IllFormed();

        Assert.Same(last, BestFailedAnswer.Of([IllFormed(), last, Refused], mayRepeat: true));
    }

    [Fact]
    public void Of_OneIllFormed_IsOurs()
    {
        Assert.Null(BestFailedAnswer.Of([IllFormed()], mayRepeat: true));
        Assert.Null(BestFailedAnswer.Of([IllFormed(), Html], mayRepeat: true));
    }

    [Fact]
    public void Of_OneIllFormedThatIsWhole_IsThat()
    {
        var whole = IllFormed();
        whole.IsWholePage = true;

        Assert.Same(whole, BestFailedAnswer.Of([whole], mayRepeat: true));
        Assert.Same(whole, BestFailedAnswer.Of([whole, Html, Lost, Refused], mayRepeat: true));
        Assert.Null(BestFailedAnswer.Of([whole], mayRepeat: false));
    }

    private static Attempt Busy(bool notExecuted = false) => Fail(AttemptFailure.ServiceBusy, notExecuted, answered: true);

    private static Attempt IllFormed() => Fail(AttemptFailure.IllFormedPage, answered: true);

    private static Attempt Fail(AttemptFailure failure, bool notExecuted = false, bool answered = false) => new(Node())
    {
        Failure = failure,
        NotExecuted = notExecuted,
        Response = answered ? new HttpResponseMessage() : null,
    };

    private static DestinationState Node() => new("node");
}
