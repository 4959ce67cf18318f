using System.Text;
using PhoneServicesProxy.Commands.Probe;
using PhoneServicesProxy.Failover.PageNumbers;

namespace PhoneServicesProxy.Tests.Commands.Probe;

public sealed class PageSummaryTests
{
    private static readonly PageNumberSet Numbers =
        new([KeyValuePair.Create("26", new PageNumberOptions { Class = PageNumberClass.Node, Meaning = "busy" })]);

    [Theory]
    [InlineData("<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>", "CiscoIPPhoneMenu \"Services\"")]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu>", "CiscoIPPhoneMenu")]
    [InlineData("<CiscoIPPhoneText><Title>Login</Title><Text>Login is unavailable(26)</Text></CiscoIPPhoneText>", "CiscoIPPhoneText \"Login\", number 26: busy")]
    [InlineData("<CiscoIPPhoneText><Title>Login</Title><Text>Sorry (99)</Text></CiscoIPPhoneText>", "CiscoIPPhoneText \"Login\", number 99")]
    [InlineData("<CiscoIPPhoneMenu><Title>A\tB\u009b</Title></CiscoIPPhoneMenu>", "CiscoIPPhoneMenu \"AB\"")]
    [InlineData("<html><body>Error</body></html>", "no page for phones")]
    [InlineData("<CiscoIPPhoneMenu><Title>Serv", "no page for phones")]
    public void Of_Page_IsSaidInAFewWords(string page, string expected) =>
        Assert.Equal(expected, PageSummary.Of(new(200, Encoding.UTF8.GetBytes(page), "text/xml; charset=utf-8"), Numbers).ToString());

    [Fact]
    public void Of_ServiceWithoutNumbers_LooksForNone() =>
        Assert.Null(PageSummary.Of(new(200, "<CiscoIPPhoneText><Text>Missed calls (26)</Text></CiscoIPPhoneText>"u8.ToArray(), null), numbers: null).Number);

    [Fact]
    public void Of_LongTitle_IsCut() =>
        Assert.Equal($"{new string('x', 40)}…", PageSummary.Of(new(200, Encoding.UTF8.GetBytes($"<CiscoIPPhoneText><Title>{new string('x', 41)}</Title></CiscoIPPhoneText>"), null), null).Title);
}
