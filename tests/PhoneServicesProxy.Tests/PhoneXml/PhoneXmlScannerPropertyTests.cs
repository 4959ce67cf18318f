using System.Text;
using FsCheck.Xunit;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Holds the scanner against a parser that is known to be right.</summary>
[Properties(Arbitrary = [typeof(GeneratedPages), typeof(GeneratedMutations)], MaxTest = 3000)]
public sealed class PhoneXmlScannerPropertyTests
{
    [Property]
    public void Read_MutatedPage_WellFormedWhereXmlReaderSaysSo(GeneratedMutations.MutatedPage page)
    {
        // More lenient by intent: blanks before the declaration.
        var text = page.Text.TrimStart(' ', '\t', '\r', '\n');

        Assert.Equal(PageValues.IsWellFormed(text), IsWellFormed(Encoding.UTF8.GetBytes(text)));
    }

    [Property(MaxTest = 300)]
    public void Read_Tokens_EachBeginsWhereTheLastEnded(GeneratedMutations.MutatedPage page)
    {
        var bytes = Encoding.UTF8.GetBytes(page.Text);
        var scanner = new PhoneXmlScanner(bytes);
        var end = 0;
        var tokens = 0;
        while (scanner.Read())
        {
            Assert.True(scanner.Position > end || (scanner.Token == PhoneXmlToken.Text && scanner.Value.Length == 0));
            Assert.InRange(scanner.Value.End, 0, scanner.Position);
            end = scanner.Position;
            tokens++;
        }

        Assert.InRange(tokens, 0, bytes.Length);
    }

    private static bool IsWellFormed(byte[] page)
    {
        var scanner = new PhoneXmlScanner(page);
        while (scanner.Read())
        {
        }

        return scanner.Token == PhoneXmlToken.End;
    }
}
