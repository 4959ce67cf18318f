using System.Net;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class AnswerHeadTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("", "12")]
    [InlineData("", "12|12")]
    [InlineData(" Chunked ", "12|13")] // chunks count more
    [InlineData("identity", "12")]
    public void Fault_BodyCanBeReadInOneWay_None(string coding, string lengths) => Assert.Null(AnswerHead.Fault(Answer(HttpStatusCode.OK, coding, lengths)));

    [Theory]
    [InlineData("", "12|13")]
    [InlineData("", "12|x")]
    [InlineData("", "+12")]
    [InlineData("", "12, 12")]
    [InlineData("", "")]
    [InlineData("identity", "12|13")]
    [InlineData("gzip, chunked", "12")]
    [InlineData("gzip", "12")]
    public void Fault_BodyCanBeReadInTwoWays_IsTold(string coding, string lengths)
    {
        using var answer = Answer(lengths.Length == 0 ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.OK, coding, lengths);

        Assert.NotNull(AnswerHead.Fault(answer));
    }

    [Theory]
    [InlineData(101, "", "", "status 101")]
    [InlineData(200, "gzip", "12", "a transfer coding that nobody asked for")]
    [InlineData(200, "", "12|13", "several lengths, or one that is no number")]
    public void Fault_BodyCannotBeRead_SaysWhy(int status, string coding, string lengths, string reason) =>
        Assert.Equal(reason, AnswerHead.Fault(Answer((HttpStatusCode)status, coding, lengths)));

    [Theory]
    [InlineData(200, "GET", false)]
    [InlineData(204, "GET", true)]
    [InlineData(205, "POST", true)]
    [InlineData(304, "GET", true)]
    [InlineData(302, "GET", false)]
    [InlineData(200, "HEAD", true)]
    public void IsWholeAnswer_StatusOrMethodWithoutABody_IsTrue(int status, string method, bool isWhole)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = new(new(method), "http://a/") };

        Assert.Equal(isWhole, AnswerHead.IsWholeAnswer(answer));
        Assert.Equal(method == "HEAD", AnswerHead.IsToHead(answer));
    }

    [Fact]
    public void IsToHead_NoRequestKnown_IsFalse()
    {
        using var answer = new HttpResponseMessage();

        Assert.False(AnswerHead.IsToHead(answer));
    }

    [Theory]
    [InlineData("", "12", 12L)]
    [InlineData("", "", null)]
    [InlineData("chunked", "12", null)]
    public void Length_StatedWithoutChunks_IsThat(string coding, string lengths, long? length)
    {
        using var answer = Answer(HttpStatusCode.OK, coding, lengths);

        Assert.Equal(length, AnswerHead.Length(answer));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string coding, string lengths)
    {
        var answer = new HttpResponseMessage(status) { Content = new StreamContent(new UnknownLength()) };
        if (coding.Length > 0)
        {
            answer.Headers.TryAddWithoutValidation("Transfer-Encoding", coding);
        }

        if (lengths.Length > 0)
        {
            answer.Content.Headers.TryAddWithoutValidation("Content-Length", lengths.Split('|'));
        }

        return answer;
    }

    private sealed class UnknownLength : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
