using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class UrlLengthTests
{
    [Theory]
    [InlineData(10, "")]
    [InlineData(10, " \r\n")]
    [InlineData(12, "/x")]
    [InlineData(12, "/x \r\n")]
    [InlineData(14, "/x y")]
    [InlineData(13, "/&amp;x")]
    [InlineData(12, "&#x1F600;&#47;")]
    [InlineData(12, "\u00fc\u20ac")]
    [InlineData(11, "\U0001F600")]
    public void Add_OnePiece_CountsCharacters(int expected, string text) => Assert.Equal(expected, Count([text], hasReferences: true));

    [Theory]
    [InlineData(14, "/x ", "y")]
    [InlineData(16, "/x ", " ", " y")]
    [InlineData(12, "/x ", " ", " ")]
    public void Add_SeveralPieces_BlanksBetweenThemCount(int expected, params string[] pieces) => Assert.Equal(expected, Count(pieces, hasReferences: true));

    [Fact]
    public void Add_NoReferences_EveryCharacterIsOne() => Assert.Equal(15, Count(["&amp;"], hasReferences: false));

    [Fact]
    public void Add_NotUtf8_EveryByteIsACharacter()
    {
        var length = new UrlLength(10);
        length.Add([0xFC, 0xBC, (byte)'x'], hasReferences: true);

        Assert.Equal(13, length.Characters);
    }

    private static int Count(string[] pieces, bool hasReferences)
    {
        var length = new UrlLength(10);
        foreach (var piece in pieces)
        {
            length.Add(Encoding.UTF8.GetBytes(piece), hasReferences);
        }

        return length.Characters;
    }
}
