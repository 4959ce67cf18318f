using System.Net;
using System.Text;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class AnswerCheckTests
{
    private const string Page = "<CiscoIPPhoneText><Text>Idle</Text></CiscoIPPhoneText>";

    [Theory]
    [InlineData(nameof(Expectation.PhoneXml), "text/xml", Page, nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhoneXml), "text/plain", "12:00", nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhoneXml), "text/xml", "12:00", nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhoneXml), "text/plain", Page, nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhonePage), "text/plain", Page, nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhonePage), "text/xml", Page, nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhonePage), "text/plain", "12:00", nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhonePage), "image/png", "PNG", nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhonePage), "image/png", "", nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhonePage), "text/html", "<html><body>It works</body></html>", nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhonePage), "text/html", "It works", nameof(AttemptFailure.None))]
    [InlineData(nameof(Expectation.PhonePage), "text/html", "It works<br>", nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhonePage), "image/png", "<html></html>", nameof(AttemptFailure.BadPage))]
    [InlineData(nameof(Expectation.PhonePage), "text/xml", "<CiscoIPPhoneText><Text>Id", nameof(AttemptFailure.IllFormedPage))]
    [InlineData(nameof(Expectation.Any), "text/html", "It works", nameof(AttemptFailure.None))]
    public void Judge_Answer_IsWhatTheRouteExpectsOrNot(string expect, string type, string body, string failure) =>
        Assert.Equal(failure, Judge(expect, type, body, HttpStatusCode.OK));

    [Theory]
    [InlineData(nameof(Expectation.PhonePage), nameof(AttemptFailure.Rejected))]
    [InlineData(nameof(Expectation.PhoneXml), nameof(AttemptFailure.Rejected))]
    [InlineData(nameof(Expectation.Any), nameof(AttemptFailure.None))]
    public void Judge_TextThatSaysNotFound_IsNoPage(string expect, string failure) =>
        Assert.Equal(failure, Judge(expect, "text/plain", "Not found", HttpStatusCode.NotFound));

    [Theory]
    [InlineData("Basic realm=x", nameof(AttemptFailure.None))]
    [InlineData(" ", nameof(AttemptFailure.Rejected))]
    [InlineData(null, nameof(AttemptFailure.Rejected))]
    public void Judge_Unauthorized_IsAnAnswerWhereItAsksWhoIsThere(string? challenge, string failure)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        answer.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge is null ? [] : [challenge]);

        Assert.Equal(failure, AnswerCheck.Judge(Expectation.PhoneXml, answer, "<html/>"u8.ToArray()).Failure.ToString());
    }

    [Theory]
    [InlineData(nameof(Expectation.Any), 500)]
    [InlineData(nameof(Expectation.PlainText), 503)]
    [InlineData(nameof(Expectation.PhoneXml), 500)]
    public void Judge_ServerError_IsBadWhateverItsPage(string expect, int status)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);

        Assert.Equal((AttemptFailure.BadStatus, $"status {status}"), AnswerCheck.Judge(Enum.Parse<Expectation>(expect), answer, Encoding.UTF8.GetBytes(Page)));
    }

    [Theory]
    [InlineData(499, nameof(AttemptFailure.Rejected))]
    [InlineData(400, nameof(AttemptFailure.Rejected))]
    [InlineData(399, nameof(AttemptFailure.None))]
    [InlineData(300, nameof(AttemptFailure.None))]
    [InlineData(299, nameof(AttemptFailure.BadPage))]
    public void Judge_NoPageForAPhone_IsToldByItsStatus(int status, string failure) =>
        Assert.Equal(failure, Judge(nameof(Expectation.PhoneXml), "text/html", "<html></html>", (HttpStatusCode)status));

    [Theory]
    [InlineData("text/plain", "12:00", 201, nameof(AttemptFailure.BadPage))]
    [InlineData("image/png", "PNG", 201, nameof(AttemptFailure.None))]
    [InlineData("image/png", "PNG", 400, nameof(AttemptFailure.Rejected))]
    [InlineData("text/xml", Page, 404, nameof(AttemptFailure.None))]
    public void Judge_PageWithAnotherStatus_CountsOnlyIfItSaysSomething(string type, string body, int status, string failure) =>
        Assert.Equal(failure, Judge(nameof(Expectation.PhonePage), type, body, (HttpStatusCode)status));

    [Theory]
    [InlineData(nameof(Expectation.PlainText))]
    [InlineData(nameof(Expectation.PhoneXml))]
    public void Judge_PageThatIsTooLongOrNotAskedFor_IsNotExamined(string expect)
    {
        using var answer = new HttpResponseMessage();
        var isText = expect == nameof(Expectation.PlainText);

        Assert.Equal((AttemptFailure.None, null), AnswerCheck.Judge(Enum.Parse<Expectation>(expect), answer, isText ? "<html/>"u8.ToArray() : (ReadOnlyMemory<byte>?)null));
    }

    [Theory]
    [InlineData("HEAD", nameof(AttemptFailure.None))]
    [InlineData("GET", nameof(AttemptFailure.BadPage))]
    public void Judge_NoBody_IsAnAnswerToHeadOnly(string method, string failure)
    {
        using var answer = new HttpResponseMessage { RequestMessage = new(new(method), "http://a/") };

        Assert.Equal(failure, AnswerCheck.Judge(Expectation.PhoneXml, answer, ReadOnlyMemory<byte>.Empty).Failure.ToString());
    }

    [Theory]
    [InlineData("", "empty page")]
    [InlineData("<html></html>", "an HTML page")]
    [InlineData("<CiscoIPPhoneText>", "XML that is not well-formed or cut short")]
    [InlineData("<Other></Other>", "XML that phones do not know")]
    [InlineData("12:00", "not phone XML")]
    public void Judge_WrongPage_SaysWhatItIs(string body, string reason)
    {
        using var answer = new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "text/xml") };

        Assert.Equal(reason, AnswerCheck.Judge(Expectation.PhoneXml, answer, Encoding.UTF8.GetBytes(body)).Reason);
    }

    [Fact]
    public void Judge_Rejected_SaysTheStatus()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.NotFound);

        Assert.Equal("status 404", AnswerCheck.Judge(Expectation.PhoneXml, answer, ReadOnlyMemory<byte>.Empty).Reason);
    }

    private static string Judge(string expect, string type, string body, HttpStatusCode status)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", type } } } };
        return AnswerCheck.Judge(Enum.Parse<Expectation>(expect), answer, bytes).Failure.ToString();
    }
}
