using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PhonePageCheckTests
{
    private const string Input = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><CiscoIPPhoneInput> <Title>Directory Search</Title><Prompt>Enter search criteria</Prompt><SoftKeyItem> <Name>&lt;&lt;</Name><Position>2</Position><URL>SoftKey:&lt;&lt;</URL> </SoftKeyItem> <URL>https://10.106.111.100:8443/ccmcip/xmldirectorylist.jsp</URL> <InputItem><DisplayName>First Name</DisplayName> <QueryStringParam>f</QueryStringParam><InputFlags>A</InputFlags> <DefaultValue></DefaultValue></InputItem></CiscoIPPhoneInput>
        """;

    private const string Text = "<CiscoIPPhoneText appId=\"a\"><!-- c --><Title>M\u00fcller &amp; Co</Title><Text><![CDATA[a < b]]></Text></CiscoIPPhoneText>\n";

    [Theory]
    [InlineData(Input)]
    [InlineData(Text)]
    public void Check_CutAnywhere_IsNeverAPage(string page)
    {
        var bytes = Encoding.UTF8.GetBytes(page.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.NotEqual(PhonePageKind.Phone, PhonePageCheck.Check(bytes.AsSpan(0, length), "text/xml").Kind);
        }

        Assert.Equal(PhonePageKind.Phone, PhonePageCheck.Check(bytes, "text/xml").Kind);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Check_EncodingsOfPhones_IsAPage(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        byte[] page = [.. coding.GetPreamble(), .. coding.GetBytes(Text)];

        Assert.Equal(PhonePageKind.Phone, PhonePageCheck.Check(page, "text/xml").Kind);
    }

    [Theory]
    [InlineData("", nameof(PhonePageKind.Empty))]
    [InlineData(" \r\n", nameof(PhonePageKind.Empty))]
    [InlineData("<html><body>Error</body></html>", nameof(PhonePageKind.Html))]
    [InlineData("<!DOCTYPE html><html></html>", nameof(PhonePageKind.Html))]
    [InlineData("<!DOCTYPE html", nameof(PhonePageKind.Html))]
    [InlineData("\uFEFF<html>", nameof(PhonePageKind.Html))]
    [InlineData("<?xml version='1.0'?><!-- a --> <html/>", nameof(PhonePageKind.Html))]
    [InlineData("<HEAD></HEAD>", nameof(PhonePageKind.Html))]
    [InlineData("<body>Error", nameof(PhonePageKind.Html))]
    [InlineData("<title>Error</title>", nameof(PhonePageKind.Html))]
    [InlineData("<h1>Error</h1><hr>", nameof(PhonePageKind.Html))]
    [InlineData("<center><h1>", nameof(PhonePageKind.Html))]
    [InlineData("\uFEFF \n", nameof(PhonePageKind.Empty))]
    [InlineData("<", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<Cis", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<CiscoIPPhoneMenu", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<!DOCTYPE", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<?xml version", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<!-- a", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<rss>", nameof(PhonePageKind.NotXml))]
    [InlineData("<1", nameof(PhonePageKind.NotXml))]
    [InlineData("<!-- <html> -->AUTHORIZED", nameof(PhonePageKind.NotXml))]
    [InlineData("AUTHORIZED", nameof(PhonePageKind.NotXml))]
    [InlineData("<rss></rss>", nameof(PhonePageKind.UnknownRoot))]
    [InlineData("<ciscoipphonemenu></ciscoipphonemenu>", nameof(PhonePageKind.UnknownRoot))]
    [InlineData("<CiscoIPPhoneMenu><Title>a & b</Title></CiscoIPPhoneMenu>", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<CiscoIPPhoneMenu><Title>a</Prompt></CiscoIPPhoneMenu>", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu><CiscoIPPhoneMenu></CiscoIPPhoneMenu>", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<CiscoIPPhoneMenu>\0</CiscoIPPhoneMenu>", nameof(PhonePageKind.NotWellFormed))]
    [InlineData("<CiscoIPPhoneMenu a=\"1\" a=\"2\"/>", nameof(PhonePageKind.NotWellFormed))]
    public void Check_NoPage_SaysWhat(string body, string expected) =>
        Assert.Equal(expected, PhonePageCheck.Check(Encoding.UTF8.GetBytes(body), "text/xml").Kind.ToString());

    [Theory]
    [InlineData("text/plain", "AUTHORIZED", nameof(PhonePageKind.PlainText))]
    [InlineData("", "\uFEFFhello", nameof(PhonePageKind.PlainText))]
    [InlineData("TEXT/HTML ; charset=x", "a < b, <3, <<, <user@host>, 1<2>1 & co", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "<user@host>", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a <b>c", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <br", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a </p>", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <!doctype html>", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <?xml ?>", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "<!-- a -->hello", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a\u0001", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "<HTML>", nameof(PhonePageKind.Html))]
    [InlineData("text/plain", "<a/>", nameof(PhonePageKind.UnknownRoot))]
    [InlineData("application/json", "{}", nameof(PhonePageKind.NotXml))]
    [InlineData("; charset=x", "hello", nameof(PhonePageKind.PlainText))]
    [InlineData("text/html", "hello", nameof(PhonePageKind.PlainText))]
    [InlineData("application/xml", "hello", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a </", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a </ p>", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a <!", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a <! b", nameof(PhonePageKind.PlainText))]
    [InlineData("text/plain", "a <! <b>", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <!-", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <b", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <b/", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <b\nc", nameof(PhonePageKind.NotXml))]
    [InlineData("text/plain", "a <?php", nameof(PhonePageKind.NotXml))]
    [InlineData("image/png", "\u0089PNG", nameof(PhonePageKind.OtherMedia))]
    [InlineData("IMAGE/svg+xml", "<svg></svg>", nameof(PhonePageKind.OtherMedia))]
    [InlineData("audio/basic ; x=y", ".snd", nameof(PhonePageKind.OtherMedia))]
    [InlineData("image/png", "<html>Error</html>", nameof(PhonePageKind.Html))]
    [InlineData("image/png", "", nameof(PhonePageKind.Empty))]
    [InlineData("text/plain", "<CiscoIPPhoneMenu/>", nameof(PhonePageKind.OtherMedia))] // the phone shows the markup
    [InlineData("text/html", "<CiscoIPPhoneMenu/>", nameof(PhonePageKind.Phone))]
    [InlineData("", "<CiscoIPPhoneMenu/>", nameof(PhonePageKind.Phone))]
    public void Check_Text_IsTextWithoutMarkup(string type, string body, string expected) =>
        Assert.Equal(expected, PhonePageCheck.Check(Encoding.UTF8.GetBytes(body), type).Kind.ToString());

    [Theory]
    [InlineData("<CiscoIPPhoneInput><Title>a</Title></CiscoIPPhoneInput>", "Phone", "Input")]
    [InlineData("<CiscoIPPhoneMenu/>", "Phone", "Menu")]
    [InlineData("<CiscoIPPhoneMenu><CiscoIPPhoneText/></CiscoIPPhoneMenu>", "Phone", "Menu")]
    [InlineData("<CiscoIPPhoneMenu>&</CiscoIPPhoneMenu>", "NotWellFormed", "Menu")]
    [InlineData("<a><CiscoIPPhoneMenu/></a>", "UnknownRoot", "None")]
    public void Check_Object_IsThatOfTheRoot(string body, string kind, string root)
    {
        var page = PhonePageCheck.Check(Encoding.UTF8.GetBytes(body), "text/xml");

        Assert.Equal((kind, root), (page.Kind.ToString(), page.Root.ToString()));
    }

    [Theory]
    [InlineData("<CiscoIPPhoneText><Title>EM</Title><Text>Login is unavailable(26)</Text></CiscoIPPhoneText>", 26)]
    [InlineData("<CiscoIPPhoneText><Prompt>Login is Unavailable (23) </Prompt></CiscoIPPhoneText>", 23)]
    [InlineData("<CiscoIPPhoneText><Text>(26) calls</Text></CiscoIPPhoneText>", null)]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><Name>Lines (26)</Name></MenuItem></CiscoIPPhoneMenu>", null)]
    public void TryFind_NumberOfExtensionMobility_OnlyAtTheEndOfItsPlaces(string page, int? expected)
    {
        var found = ExtensionMobilityNumber.TryFind(Encoding.UTF8.GetBytes(page), out var number);

        Assert.Equal(expected, found ? number : null);
    }
}
