using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class LastGoodPageTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [Theory]
    [InlineData("text/xml;charset=utf-8", 1000)]
    [InlineData("", 0)]
    public void Read_Written_IsTheSamePage(string contentType, int length)
    {
        var body = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        var page = LastGoodPage.Read(new LastGoodPage(At, contentType, body).ToBytes());

        Assert.Equal(At, page!.At);
        Assert.True(page.HasContent(contentType, body));
    }

    /// <summary>The third is what earlier versions of the gateway left in a Redis.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("03010000000000000000000000000000")]
    [InlineData("0200000000000000000000")]
    [InlineData("01FFFFFFFFFFFFFFFF0000")]
    [InlineData("01FFFFFFFFFFFFFF7F0000")]
    [InlineData("010000000000000000FFFF00")]
    public void Read_SomethingElse_IsNull(string bytes) => Assert.Null(LastGoodPage.Read(Convert.FromHexString(bytes)));
}
