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

    private static string Judge(string expect, string type, string body, HttpStatusCode status)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", type } } } };
        return AnswerCheck.Judge(Enum.Parse<Expectation>(expect), answer, bytes).Failure.ToString();
    }
}
