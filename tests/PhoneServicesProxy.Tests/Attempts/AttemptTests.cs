using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class AttemptTests : IDisposable
{
    private readonly Attempt _sut = new(new DestinationState("a"));

    [Theory]
    [InlineData(AttemptFailure.None, false, true)]
    [InlineData(AttemptFailure.None, true, false)]
    [InlineData(AttemptFailure.BadPage, false, false)]
    public void Won_GoodPageThatWasWaitedFor_IsTrue(object failure, bool cancelled, bool won)
    {
        (_sut.Failure, _sut.Cancelled) = ((AttemptFailure)failure, cancelled);

        Assert.Equal(won, _sut.Won);
    }

    [Fact]
    public void Dispose_AnswerAndPlace_GivesBothBack()
    {
        var (answer, place) = (new Noted(), new Noted());
        (_sut.Response, _sut.Place) = (new HttpResponseMessage { Content = new StreamContent(answer) }, place);

        _sut.Dispose();

        Assert.False(answer.CanRead);
        Assert.False(place.CanRead);
    }

    public void Dispose() => _sut.Dispose();

    private sealed class Noted : MemoryStream;
}
