using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class PageFaultFinderTests
{
    [Theory]
    [InlineData("<CiscoIPPhoneMenu><Title>A</Title></CiscoIPPhoneMenu>")]
    [InlineData("\r\n<?xml version=\"1.0\"?>\n<CiscoIPPhoneText><Text>a &amp; b &#228; ] > </Text></CiscoIPPhoneText>\n")]
    public void Find_WellFormedPage_IsNull(string page) => Assert.Null(Find(page));

    [Theory]
    [InlineData("<CiscoIPPhoneMenu>\n<Title>Müller & Co</Title></CiscoIPPhoneMenu>", 2, 15, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a&b;</Title></CiscoIPPhoneMenu>", 1, 27, "a reference that phones do not know in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a &amp; b&nbsp;c</Title></CiscoIPPhoneMenu>", 1, 35, "a reference that phones do not know in <Title>")]
    [InlineData("<CiscoIPPhoneMenu>\r\n\r\n<URL>http://a?b=1&c=2</URL></CiscoIPPhoneMenu>", 3, 18, "bare & in <URL>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a < b</Title></CiscoIPPhoneMenu>", 1, 28, "bare < in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a]]></Title></CiscoIPPhoneMenu>", 1, 27, "]]> in a text in <Title>")]
    [InlineData("<CiscoIPPhoneMenu>\n<Title>a</Prompt></CiscoIPPhoneMenu>", 2, 9, "the end tag of <Prompt> where <Title> is open")]
    [InlineData("<CiscoIPPhoneMenu><Title>a</Title", 1, 34, "the page ends in an end tag of <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a</Title x></CiscoIPPhoneMenu>", 1, 27, "the end tag of <Title> is not closed")]
    [InlineData("<CiscoIPPhoneMenu>\n<Title>a", 2, 9, "the page ends in <Title>")]
    [InlineData("<CiscoIPPhoneMenu>\n", 2, 1, "the page ends in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><Tit", 1, 23, "the page ends in a tag in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu appId=\"a", 1, 27, "the page ends in the tag of <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu appId", 1, 24, "the page ends in the tag of <CiscoIPPhoneMenu>")]
    [InlineData("", 1, 1, "the page ends before its first element")]
    [InlineData("<CiscoIPPhoneMenu a=\"1\" a=\"2\"/>", 1, 25, "an attribute of <CiscoIPPhoneMenu> appears twice")]
    [InlineData("<CiscoIPPhoneMenu a=1/>", 1, 19, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("<CiscoIPPhoneMenu a=\"1\"b=\"2\"/>", 1, 24, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("<ExecuteItem URL=\"http://a?b&c\"/>", 1, 29, "bare & in an attribute of <ExecuteItem>")]
    [InlineData("<ExecuteItem\n URL='<'/>", 2, 7, "bare < in an attribute of <ExecuteItem>")]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu><CiscoIPPhoneMenu/>", 1, 38, "an element after the last one")]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu>\nOK", 2, 1, "text after the last element")]
    [InlineData("OK", 1, 1, "text before the first element")]
    [InlineData("</CiscoIPPhoneMenu>", 1, 1, "an end tag where nothing is open")]
    [InlineData("<CiscoIPPhoneMenu>\u0001</CiscoIPPhoneMenu>", 1, 19, "a control character")]
    [InlineData("<!DOCTYPE html><html/>", 1, 1, "a DOCTYPE, which phones do not know")]
    [InlineData("<CiscoIPPhoneMenu><!-- a -- b --></CiscoIPPhoneMenu>", 1, 19, "-- in a comment in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><!-- a </CiscoIPPhoneMenu>", 1, 19, "a comment that has no end in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><![CDATA[ a </CiscoIPPhoneMenu>", 1, 19, "a CDATA section that has no end in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><?xml version=\"1.0\"?></CiscoIPPhoneMenu>", 1, 19, "an XML declaration that is wrong or not the first")]
    [InlineData("<CiscoIPPhoneMenu><Müller&></CiscoIPPhoneMenu>", 1, 26, "the tag of another element is not well-formed")]
    [InlineData("<CiscoIPPhoneMenu><Title>a</Title></CiscoIPPhoneMenu>\nOK", 2, 1, "text after the last element")]
    [InlineData("\uFEFF<CiscoIPPhoneMenu a=1/>", 1, 19, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("\uFEFFOK", 1, 1, "text before the first element")]
    [InlineData(" \n OK", 2, 2, "text before the first element")]
    [InlineData("\n", 2, 1, "the page ends before its first element")]
    [InlineData("<CiscoIPPhoneMenu a=\"1\" b/>", 1, 25, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("<?xml version=\"1.0\"?>OK", 1, 22, "text before the first element")]
    [InlineData("<CiscoIPPhoneMenu>", 1, 19, "the page ends in <CiscoIPPhoneMenu>")]
    [InlineData("<", 1, 2, "the page ends in a tag")]
    [InlineData("<1/>", 1, 1, "bare <")]
    [InlineData("<!x>", 1, 1, "bare <")]
    [InlineData("<!-- a", 1, 1, "a comment that has no end")]
    [InlineData("<!-- a -- b --><CiscoIPPhoneMenu/>", 1, 1, "-- in a comment")]
    [InlineData("<!---- b --><CiscoIPPhoneMenu/>", 1, 1, "-- in a comment")]
    [InlineData("<CiscoIPPhoneMenu/><!-- a", 1, 20, "a comment that has no end")]
    [InlineData("<![CDATA[x]]><CiscoIPPhoneMenu/>", 1, 1, "a CDATA section outside of the page's element")]
    [InlineData("<?1?><CiscoIPPhoneMenu/>", 1, 1, "an instruction that is wrong")]
    [InlineData("<CiscoIPPhoneMenu><?x</CiscoIPPhoneMenu>", 1, 19, "an instruction that is wrong in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><!x></CiscoIPPhoneMenu>", 1, 19, "bare < in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><", 1, 20, "the page ends in a tag in <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu></", 1, 21, "the page ends in an end tag of <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu></></CiscoIPPhoneMenu>", 1, 19, "the end tag of another element where <CiscoIPPhoneMenu> is open")]
    [InlineData("<CiscoIPPhoneMenu></CiscoIPPhoneMenu x", 1, 19, "the end tag of <CiscoIPPhoneMenu> is not closed")]
    [InlineData("<CiscoIPPhoneMenu><Title>&;;</Title></CiscoIPPhoneMenu>", 1, 26, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>&#xD800;</Title></CiscoIPPhoneMenu>", 1, 26, "a reference that phones do not know in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a ] b & c</Title></CiscoIPPhoneMenu>", 1, 32, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a &", 1, 28, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a &#", 1, 28, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu><Title>a &nbsp", 1, 28, "bare & in <Title>")]
    [InlineData("<CiscoIPPhoneMenu>\r<Title>&</Title></CiscoIPPhoneMenu>", 2, 8, "bare & in <Title>")]
    [InlineData("<Menu1>&</Menu1>", 1, 8, "bare & in another element")]
    [InlineData("<CiscoIPPhoneMenu \"a\"/>", 1, 19, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("<CiscoIPPhoneMenu><Title a=1/></CiscoIPPhoneMenu>", 1, 26, "the tag of <Title> is not well-formed")]
    [InlineData("<CiscoIPPhoneMenu a='1' b=\"&x;\"/>", 1, 28, "a reference that phones do not know in an attribute of <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu a='\"&'/>", 1, 23, "bare & in an attribute of <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu a=\"1\"b=\"&amp;\"/>", 1, 24, "the tag of <CiscoIPPhoneMenu> is not well-formed")]
    [InlineData("<CiscoIPPhoneMenu a=\"b&amp;c", 1, 29, "the page ends in the tag of <CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu a=\"it's", 1, 26, "the page ends in the tag of <CiscoIPPhoneMenu>")]
    public void Find_Fault_SaysWhereAndWhat(string page, int line, int column, string what) =>
        Assert.Equal($"line {line}, column {column}: {what}", Find(page)?.ToString());

    [Theory]
    [InlineData("<CiscoIPPhoneMenu>&</CiscoIPPhoneMenu>", true)]
    [InlineData("<CiscoIPPhoneMenu>&</CiscoIPPhoneMenu \n> \n", true)]
    [InlineData("<CiscoIPPhoneMenu>&</CiscoIPPhoneMenu", false)]
    [InlineData("<CiscoIPPhoneMenu>&</CiscoIPPhoneMenus", false)]
    [InlineData("<CiscoIPPhoneMenu>&<CiscoIPPhoneMenu>", false)]
    [InlineData("<CiscoIPPhoneMenu>&</Title>", false)]
    [InlineData("<!-- </>", false)]
    [InlineData("<?x </>", false)]
    [InlineData("OK </>", false)]
    public void Find_EndOfThePage_IsWholeWithItsRootsEndTag(string page, bool isWhole) => Assert.Equal(isWhole, Find(page)?.IsWhole);

    /// <summary>A longer name may be anybody's data.</summary>
    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void Find_LongName_IsNotShown(int length, bool isShown)
    {
        var name = new string('a', length);

        Assert.Equal($"bare & in {(isShown ? $"<{name}>" : "another element")}", Find($"<{name}>&</{name}>")?.What);
    }

    [Fact]
    public void Find_TooDeep_SaysSo()
    {
        var page = string.Concat(Enumerable.Repeat("<a>", PhoneXmlScanner.MaxDepth + 1));

        Assert.Equal($"line 1, column {(3 * PhoneXmlScanner.MaxDepth) + 1}: more than 64 elements inside each other", Find(page)?.ToString());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Find_AnyEncoding_CountsCharacters(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        byte[] page = [.. coding.GetPreamble(), .. coding.GetBytes("<CiscoIPPhoneMenu>\n<Title>Müller & Söhne</Title></CiscoIPPhoneMenu>")];

        Assert.Equal(new(2, 15, "bare & in <Title>", IsWhole: true), PageFaultFinder.Find(page));
    }

    /// <summary>Each cut of a page that is well-formed is a fault with a place inside it and words of ours.</summary>
    [Fact]
    public void Find_CutAnywhere_SaysWhereItEnds()
    {
        const string page = "<?xml version=\"1.0\"?><CiscoIPPhoneText appId=\"a\"><!-- c --><Title>M &amp; Co</Title><Text><![CDATA[secret]]></Text></CiscoIPPhoneText>";
        for (var length = 0; length < page.Length; length++)
        {
            var fault = Find(page[..length]);
            Assert.NotNull(fault);
            Assert.False(fault.IsWhole);
            Assert.InRange(fault.Column, 1, length + 1);
            Assert.DoesNotContain("secret", fault.What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Find_AnyByteChanged_NeverThrows()
    {
        var page = "<?xml version=\"1.0\"?><CiscoIPPhoneText appId=\"a\"><!-- c --><Title>M &amp; Co</Title><Text><![CDATA[x]]></Text></CiscoIPPhoneText>"u8.ToArray();
        foreach (var value in "<>&]!?/=\"'- a\0\u00ff"u8)
        {
            for (var i = 0; i < page.Length; i++)
            {
                byte[] changed = [.. page];
                changed[i] = value;
                var isPage = PhonePageCheck.Check(changed, "text/xml").Kind is PhonePageKind.Phone or PhonePageKind.UnknownRoot;
                Assert.Equal(isPage, PageFaultFinder.Find(changed) is null);
            }
        }
    }

    [Fact]
    public void Find_MoreAttributesThanAPageMayHave_SaysHowManyAreAllowed()
    {
        var attributes = string.Join(' ', Enumerable.Range(0, PhoneXmlScanner.MaxAttributes + 1).Select(i => $"a{i}=\"\""));

        Assert.Equal($"more than {PhoneXmlScanner.MaxAttributes} attributes of <CiscoIPPhoneMenu>", Find($"<CiscoIPPhoneMenu {attributes}/>")?.What);
    }

    private static PageFault? Find(string page) => PageFaultFinder.Find(Encoding.UTF8.GetBytes(page));
}
