using System.Buffers;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class LastGoodPageSerializerTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [Theory]
    [InlineData("text/xml;charset=utf-8", 1000)]
    [InlineData("", 0)]
    public void Deserialize_Serialized_IsTheSamePage(string contentType, int length)
    {
        var body = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        var page = Read(Write(new(At, contentType, body)));

        Assert.Equal(At, page.At);
        Assert.True(page.HasContent(contentType, body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0200000000000000000000")]
    [InlineData("01FFFFFFFFFFFFFFFF0000")]
    [InlineData("01FFFFFFFFFFFFFF7F0000")]
    [InlineData("010000000000000000FFFF00")]
    public void Deserialize_SomethingElse_IsTooOldToBeShown(string bytes) =>
        Assert.Equal(DateTimeOffset.UnixEpoch, Read(Convert.FromHexString(bytes)).At);

    private static byte[] Write(LastGoodPage page)
    {
        var writer = new ArrayBufferWriter<byte>();
        new LastGoodPageSerializer().Serialize(page, writer);
        return writer.WrittenSpan.ToArray();
    }

    private static LastGoodPage Read(byte[] bytes) => new LastGoodPageSerializer().Deserialize(new(bytes));
}
