using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class QualityListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(",;q=0.8, ;", "")]
    [InlineData("utf-8,;q=0.8", "utf-8")]
    [InlineData("utf-8,utf-8;q=0.8", "utf-8 utf-8")]
    [InlineData("iso-8859-1, utf-8;q=0.8", "iso-8859-1 utf-8")]
    [InlineData("iso-8859-1;q=0.8,utf-8", "utf-8 iso-8859-1")]
    [InlineData("a;q=0.5,b;q=0.5,c;Q=0.9", "c a b")]
    [InlineData("de;q=0,en", "en")]
    [InlineData("de ; q=0.1 , en", "en de")]
    [InlineData("de;q=x,en;level=1", "de en")]
    [InlineData("de;q=-1,en;q=1e3", "de en")]
    public void Parse_Header_GivesBestFirst(string header, string expected) =>
        Assert.Equal(expected, string.Join(' ', QualityList.Parse(header)));
}
