using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PageHeadTests
{
    [Theory]
    [InlineData("<CiscoIPPhoneMenu><Title>Services</Title><MenuItem>", PhoneObject.Menu, "Services")]
    [InlineData("<?xml version=\"1.0\"?>\n<CiscoIPPhoneText>\n <Prompt>p</Prompt><Title> a &amp; <![CDATA[b]]> </Title></CiscoIPPhoneText>", PhoneObject.Text, "a & b")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><Title>inner</Title></MenuItem><Title>outer</Title>", PhoneObject.Menu, "outer")]
    [InlineData("<CiscoIPPhoneMenu><Title><![CDATA[a &amp; b]]></Title>", PhoneObject.Menu, "a &amp; b")]
    [InlineData("<CiscoIPPhoneMenu><Title>cut off", PhoneObject.Menu, null)]
    [InlineData("<CiscoIPPhoneMenu><Title/>", PhoneObject.Menu, null)]
    [InlineData("<html><Title>no page</Title></html>", PhoneObject.None, null)]
    [InlineData("AUTHORIZED", PhoneObject.None, null)]
    [InlineData("", PhoneObject.None, null)]
    internal void Of_Beginning_TellsRootAndTitle(string page, PhoneObject root, string? title) =>
        Assert.Equal(new PageHead(root, title), PageHead.Of(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void Of_AnyCharset_IsRead()
    {
        const string Page = "<CiscoIPPhoneMenu><Title>Menü</Title>";
        byte[][] written = [Encoding.UTF8.GetBytes(Page), Encoding.Latin1.GetBytes(Page), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Page), 0x3C]];

        Assert.All(written, page => Assert.Equal("Menü", PageHead.Of(page).Title));
    }
}
