using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>UTF-16 is read as UTF-8; what is none of it must not make a page that looks whole.</summary>
public sealed class Utf16Tests
{
    private const string Page = "<CiscoIPPhoneMenu><Title>M\u00fc\u4f60\U0001F600</Title></CiscoIPPhoneMenu>\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_HalfACharacterAfterThePage_IsNotWellFormed(bool bigEndian)
    {
        Assert.Equal(PhonePageKind.Phone, Check(Bytes(Page, bigEndian)));
        Assert.Equal(PhonePageKind.NotWellFormed, Check([.. Bytes(Page, bigEndian), 0x0A]));
    }

    [Theory]
    [InlineData("<CiscoIPPhoneMenu><Title>@</Title></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu>\n@\n")]
    public void Check_HalfASurrogatePair_IsNotWellFormed(string page)
    {
        var bytes = Bytes(page, bigEndian: false);
        var at = bytes.AsSpan().IndexOf((byte)'@');
        (bytes[at], bytes[at + 1]) = (0x3D, 0xD8);

        Assert.Equal(PhonePageKind.NotWellFormed, Check(bytes));
    }

    [Fact]
    public void Check_TextOfLongCharactersAlone_IsText() => Assert.Equal(PhonePageKind.PlainText, Check(Bytes("\u4f60\u597d", bigEndian: false), "text/plain"));

    private static byte[] Bytes(string text, bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private static PhonePageKind Check(byte[] body, string type = "text/xml") => PhonePageCheck.Check(body, type).Kind;
}
