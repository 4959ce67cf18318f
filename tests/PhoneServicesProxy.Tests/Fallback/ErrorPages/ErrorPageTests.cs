using System.Text;
using System.Xml.Linq;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class ErrorPageTests
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    [Fact]
    public void ToBytes_Utf8_IsPhonePageWithoutMark()
    {
        var bytes = Page("Übersicht").ToBytes(Utf8);

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(PhonePageKind.Phone, PhonePageCheck.Check(bytes, "text/xml").Kind);
        Assert.Contains("Übersicht", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void ToBytes_Latin1_IsLatin1AndKeepsWhatItCannotHold()
    {
        var bytes = Page("Übersicht, usługa").ToBytes(Encoding.Latin1);

        var text = Encoding.Latin1.GetString(bytes);
        Assert.Contains("encoding=\"iso-8859-1\"", text, StringComparison.Ordinal);
        Assert.Contains("Übersicht, us&#x142;uga", text, StringComparison.Ordinal);
        Assert.Equal("Übersicht, usługa", XDocument.Load(new MemoryStream(bytes)).Root!.Element("Title")!.Value);
    }

    [Fact]
    public void ToBytes_Markup_IsEscaped()
    {
        var root = XDocument.Parse(Encoding.UTF8.GetString(Page("</Title><URL>&").ToBytes(Utf8))).Root!;

        Assert.Equal("</Title><URL>&", root.Element("Title")!.Value);
        Assert.Null(root.Element("URL"));
    }

    [Fact]
    public void ToBytes_Elements_AreInTheOrderOfTheSchema()
    {
        var root = XDocument.Parse(Encoding.UTF8.GetString(Page("Services").ToBytes(Utf8))).Root!;

        Assert.Equal("CiscoIPPhoneText", root.Name.LocalName);
        Assert.Equal(["Title", "Prompt", "SoftKeyItem", "SoftKeyItem", "Text"], root.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["Name", "Position", "URL"], root.Element("SoftKeyItem")!.Elements().Select(element => element.Name.LocalName));
    }

    private static ErrorPage Page(string title) =>
        new(title, "Prompt", "Text", [new("Retry", 1, "http://phones/?a=1&b=2"), new("Exit", 3, "SoftKey:Exit")]);
}
