using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Where the scanner and a parser of XML 1.0 differ by intent, and the declaration.</summary>
public sealed class PhoneXmlScannerTests
{
    [Fact]
    public void Read_StricterThanXml_Fault()
    {
        Assert.False(IsWellFormed("<!DOCTYPE a><a/>"));
        Assert.False(IsWellFormed(Nested(PhoneXmlScanner.MaxDepth + 1)));
        Assert.False(IsWellFormed(WithAttributes(PhoneXmlScanner.MaxAttributes + 1)));
        Assert.False(IsWellFormed($"<a>&#{new string('0', 31)}65;</a>"));
    }

    [Fact]
    public void Read_AtTheLimits_WellFormed()
    {
        Assert.True(IsWellFormed(Nested(PhoneXmlScanner.MaxDepth)));
        Assert.True(IsWellFormed(WithAttributes(PhoneXmlScanner.MaxAttributes)));
        Assert.True(IsWellFormed($"<a>&#{new string('0', 30)}65;</a>"));
    }

    [Theory]
    [InlineData(" \r\n<?xml version='1.0'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a/>")]
    [InlineData("<a:b c:d='1'/>")]
    [InlineData("<\u00d7/>")] // no letter
    public void Read_MoreLenientThanXml_WellFormed(string page) => Assert.True(IsWellFormed(page));

    [Theory]
    [InlineData("<?xml version='1.0'?>", true)]
    [InlineData("<?xml version = \"1.0\" encoding='utf-8' standalone='no' ?>", true)]
    [InlineData("<?xml version='1.0' standalone='yes'?>", true)]
    [InlineData("<?xml?>", false)]
    [InlineData("<?xml ?>", false)]
    [InlineData("<?xml version='1.1'?>", false)]
    [InlineData("<?xml version='1.0]'?>", false)]
    [InlineData("<?xml version='1.0'", false)]
    [InlineData("<?xml version='1.0'encoding='utf-8'?>", false)]
    [InlineData("<?xml encoding='utf-8' version='1.0'?>", false)]
    [InlineData("<?xml version='1.0' standalone='yes' encoding='utf-8'?>", false)]
    [InlineData("<?xml version='1.0' encoding=''?>", false)]
    [InlineData("<?xml version='1.0' encoding='utf 8'?>", false)]
    [InlineData("<?xml version='1.0' standalone='true'?>", false)]
    [InlineData("<?xml version='1.0' more='1'?>", false)]
    [InlineData("<?XML version='1.0'?>", false)]
    [InlineData("<!-- --><?xml version='1.0'?>", false)]
    public void Read_Declaration_AsXmlHasIt(string declaration, bool expected) => Assert.Equal(expected, IsWellFormed(declaration + "<a/>"));

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

    private static string WithAttributes(int count) => $"<a {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}=''"))}/>";

    private static bool IsWellFormed(string page)
    {
        var scanner = new PhoneXmlScanner(Encoding.UTF8.GetBytes(page));
        while (scanner.Read())
        {
        }

        return scanner.Token == PhoneXmlToken.End;
    }
}
