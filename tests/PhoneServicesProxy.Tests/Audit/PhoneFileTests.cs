using System.Text;
using System.Xml;
using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class PhoneFileTests
{
    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <device>
        <sshPassword>secret</sshPassword>
        <devicePool><callManagerGroup><members><member><callManager><processNodeName>10.1.1.1</processNodeName></callManager></member></members></callManagerGroup></devicePool>
        <servicesURL>http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp</servicesURL>
        <idleURL/>
        <vendorConfig><servicesURL>http://not.one/</servicesURL></vendorConfig>
        <phoneServices useHTTPS="true"><provisioning>2</provisioning>
        <phoneService type="1"><name>Corporate Directory</name><url>Application:Cisco/CorporateDirectory</url><vendor></vendor></phoneService>
        <phoneService type="0"><name>EM</name><url>http://10.1.1.1:8080/emapp/EMAppServlet?device=#DEVICENAME#&amp;EMCC=#EMCC#</url></phoneService>
        </phoneServices>
        </device>
        """;

    private static readonly PhoneUrl[] Urls =
    [
        new(PhoneUrl.File, "servicesURL", "http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp"),
        new(PhoneUrl.File, "idleURL", ""),
        new(PhoneUrl.Service, "Corporate Directory", "Application:Cisco/CorporateDirectory"),
        new(PhoneUrl.Service, "EM", "http://10.1.1.1:8080/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#"),
    ];

    [Fact]
    public void Read_PlainFile_HasUrlsProvisioningAndNodesAndNothingElse()
    {
        var file = PhoneFile.Read(Encoding.UTF8.GetBytes(Xml))!;

        Assert.Equal(Urls, file.Urls);
        Assert.Equal(2, file.Provisioning);
        Assert.Equal(["10.1.1.1"], file.CallManagers);
    }

    [Fact]
    public void Read_SignedFile_SkipsHeaderAndSignature()
    {
        byte[] signed = [1, 0, 2, (byte)'<', 0xFF, 0x80, .. "CN=signer"u8, 0, .. Encoding.UTF8.GetBytes(Xml), 0, 0xFF, 0x13];

        Assert.Equal(Urls, PhoneFile.Read(signed)!.Urls);
    }

    public static TheoryData<string, byte[]> OtherForms => new()
    {
        { "UTF-8 with a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Xml)] },
        { "UTF-16 with a byte order mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Utf16)] },
        { "UTF-16, big-endian, with a byte order mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Utf16)] },
        { "UTF-16 without a byte order mark", Encoding.Unicode.GetBytes(Utf16) },
        { "UTF-16, big-endian, without a byte order mark", Encoding.BigEndianUnicode.GetBytes(Utf16) },
        { "ISO-8859-1", Encoding.Latin1.GetBytes(Xml.Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal)) },
        { "capitals without a declaration", Encoding.UTF8.GetBytes(Xml[Xml.IndexOf("<device>", StringComparison.Ordinal)..].Replace("device>", "DEVICE>", StringComparison.Ordinal)) },
        { "a document type", Encoding.UTF8.GetBytes(Xml.Replace("<device>", "<!DOCTYPE device><device>", StringComparison.Ordinal)) },
        { "a document type with entities that nothing uses", Encoding.UTF8.GetBytes(Xml.Replace("<device>", "<!DOCTYPE device [<!ENTITY a \"b\">]><device>", StringComparison.Ordinal)) },
    };

    private static string Utf16 => Xml.Replace("UTF-8", "UTF-16", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(OtherForms))]
    public void Read_AnotherForm_HasTheSameUrls(string form, byte[] file) => Assert.True(PhoneFile.Read(file)?.Urls.SequenceEqual(Urls), form);

    [Fact]
    public void Read_EncryptedFile_IsNull() => Assert.Null(PhoneFile.Read(new byte[] { 1, 2, 3, (byte)'<', 4 }));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>Sign in</body></html>")]
    [InlineData("<?xml version=\"1.0\"?><devices/>")]
    public void Read_PageThatIsNoPhonesFile_IsNull(string page) => Assert.Null(PhoneFile.Read(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void Read_NameOfServiceSteersTheTerminal_IsPlain()
    {
        var file = PhoneFile.Read("<device><phoneServices><phoneService><name>A\u009b1mB\u202eC\nD\u2028E</name><url>http://n/x</url></phoneService></phoneServices></device>"u8.ToArray())!;

        Assert.Equal("A1mBCDE", Assert.Single(file.Urls).Name);
    }

    [Theory]
    [InlineData("<device><servicesURL>http://10.1.1.1/")]
    [InlineData("<device><a></b></device>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE device [<!ENTITY a \"http://n/\">]><device><servicesURL>&a;</servicesURL></device>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE device [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><device><servicesURL>&a;</servicesURL></device>")]
    public void Read_BrokenFile_Throws(string xml) => Assert.Throws<XmlException>(() => PhoneFile.Read(Encoding.UTF8.GetBytes(xml)));
}
