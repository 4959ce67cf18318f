using System.Text;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class KeepingRulesTests
{
    private const string Menu = "<CiscoIPPhoneMenu><MenuItem><Name>EM</Name><URL>http://ccm:8080/emapp/EMAppServlet?device=#DEVICENAME#&amp;EMCC=#EMCC#</URL></MenuItem></CiscoIPPhoneMenu>";

    [Theory]
    [InlineData(Menu)]
    [InlineData("<CiscoIPPhoneInput><InputItem><QueryStringParam>userid</QueryStringParam></InputItem></CiscoIPPhoneInput>")]
    [InlineData("<CiscoIPPhoneIconFileMenu/>")]
    public void Allow_Menu_IsTrue(string page) => Assert.True(Allow(page));

    [Theory]
    [InlineData("<CiscoIPPhoneText><Text>Error</Text></CiscoIPPhoneText>")]
    [InlineData("<CiscoIPPhoneError Number=\"1\"/>")]
    [InlineData("<CiscoIPPhoneDirectory/>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem>")]
    [InlineData("")]
    public void Allow_NoMenu_IsFalse(string page) => Assert.False(Allow(page));

    [Theory]
    [InlineData("http://ccm/PAB?UserID=jdoe")]
    [InlineData("http://ccm/PAB?name=x&amp;PIN=12345")]
    [InlineData("http://ccm/PAB?name=x&#38;seq=1")]
    public void Allow_UrlWithCredential_IsFalse(string url)
    {
        var page = $"<CiscoIPPhoneMenu><MenuItem><URL>{url}</URL></MenuItem></CiscoIPPhoneMenu>";

        Assert.False(Allow(page));
        Assert.False(KeepingRules.Allow(Answer(), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(page)], "text/xml"));
    }

    [Theory]
    [InlineData("no-store", false)]
    [InlineData("no-cache, No-Store", false)]
    [InlineData("no-cache", true)]
    [InlineData("private, max-age=0, must-revalidate", true)]
    public void Allow_CacheControl_OnlyNoStoreForbids(string value, bool expected)
    {
        var answer = Answer();
        answer.Headers.TryAddWithoutValidation("Cache-Control", value);

        Assert.Equal(expected, Allow(Menu, answer));
    }

    [Fact]
    public void Allow_Compressed_IsFalse()
    {
        var answer = Answer();
        answer.Content.Headers.ContentEncoding.Add("gzip");

        Assert.False(Allow(Menu, answer));
    }

    [Fact]
    public void Allow_Oversize_IsFalse() =>
        Assert.False(Allow($"<CiscoIPPhoneMenu><Title>{new string('x', KeepingRules.MaxSize)}</Title></CiscoIPPhoneMenu>"));

    private static bool Allow(string page, HttpResponseMessage? answer = null) =>
        KeepingRules.Allow(answer ?? Answer(), Encoding.UTF8.GetBytes(page), "text/xml");

    private static HttpResponseMessage Answer() => new() { Content = new ByteArrayContent([]) };
}
