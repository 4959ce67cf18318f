using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PageCharsetTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<CiscoIPPhoneText/>")]
    [InlineData("<?xml version=\"1.0\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8")]
    [InlineData("<?xml version=\"1.0\" encoding=\"x\r\nSet-Cookie: a=b\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>")]
    [InlineData("<Text encoding=\"utf-8\"/>")]
    [InlineData("<!-- <?xml encoding=\"utf-8\"?> --><a/>")]
    public void Of_PageThatLeavesDoubt_IsNull(string page) => Assert.Null(PageCharset.Of(Encoding.UTF8.GetBytes(page)));

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a/>", "utf-8")]
    [InlineData(" \r\n<?xml version='1.0' encoding = 'ISO-8859-1' ?><a/>", "iso-8859-1")]
    [InlineData("<?xml version='1.0' encoding='x-Mac_Roman.1'?><a/>", "x-mac_roman.1")]
    [InlineData("\uFEFF<a/>", "utf-8")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a/>", "utf-8")]
    public void Of_MarkOrDeclaration_IsWhatItSays(string page, string expected) =>
        Assert.Equal(expected, PageCharset.Of(Encoding.UTF8.GetBytes(page)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_MarkedUtf16_IsUtf16(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);

        Assert.Equal("utf-16", PageCharset.Of([.. encoding.GetPreamble(), .. encoding.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>")]));
    }
}
