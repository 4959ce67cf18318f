using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public sealed class NodeTotalsTests
{
    private readonly NodeTotals _sut = new();

    [Theory]
    [InlineData("None", false, 1, 0, 0)]
    [InlineData("BadStatus", false, 0, 1, 0)]
    [InlineData("None", true, 0, 0, 1)]
    [InlineData("AnswerTimeout", true, 0, 0, 1)]
    public void AttemptEnded_Result_IsCountedOnce(string failure, bool cancelled, int ok, int failed, int lost)
    {
        using var attempt = new Attempt(new DestinationState("a")) { Failure = Enum.Parse<AttemptFailure>(failure), Cancelled = cancelled };
        _sut.AttemptStarted();
        Assert.Equal(1, _sut.Running);

        _sut.AttemptEnded(attempt);

        Assert.Equal((0, ok, failed, lost), (_sut.Running, _sut.Ok, _sut.Failed, _sut.Cancelled));
    }

    [Fact]
    public void AttemptEnded_ByAnException_IsCancelled()
    {
        _sut.AttemptStarted();

        _sut.AttemptEnded(null);

        Assert.Equal((0L, 0L, 0L, 1L), (_sut.Running, _sut.Ok, _sut.Failed, _sut.Cancelled));
    }

    [Fact]
    public void Probed_Results_AreCountedApart()
    {
        _sut.Probed(good: true);
        _sut.Probed(good: true);
        _sut.Probed(good: false);

        Assert.Equal((2, 1), (_sut.GoodProbes, _sut.BadProbes));
    }
}
