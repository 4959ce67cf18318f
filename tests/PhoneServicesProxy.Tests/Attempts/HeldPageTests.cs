using System.Net;
using System.Runtime.InteropServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class HeldPageTests
{
    private const int MaxSize = 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(MaxSize, true)]
    [InlineData(0, false)]
    [InlineData(10, false)]
    [InlineData(4096, false)]
    [InlineData(4097, false)]
    [InlineData(MaxSize, false)]
    public async Task ReadAsync_PageThatMayBeHeld_IsHeldWithItsLength(int length, bool isStated)
    {
        using var answer = Answer(length, isStated);
        answer.Headers.TryAddWithoutValidation("Transfer-Encoding", isStated ? "identity" : "chunked");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=x");

        var page = await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        Assert.Equal(Bytes(length), page!.Value.ToArray());
        Assert.True(HeldPage.Holds(answer));
        Assert.Equal(length, answer.Content.Headers.ContentLength);
        Assert.Equal("text/xml; charset=x", answer.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.False(answer.Headers.Contains("Transfer-Encoding"));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(Bytes(length), await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData(MaxSize + 1, true)]
    [InlineData(MaxSize + 1, false)]
    [InlineData(3 * MaxSize, false)]
    public async Task ReadAsync_PageThatIsTooLong_StreamsWhole(int length, bool isStated)
    {
        using var answer = Answer(length, isStated);

        Assert.Null(await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation));

        Assert.False(HeldPage.Holds(answer));
        Assert.Equal(isStated ? length : null, answer.Content.Headers.ContentLength);
        Assert.Equal(Bytes(length), await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(204, false)]
    [InlineData(205, false)]
    [InlineData(304, true)]
    public async Task ReadAsync_StatusWithoutABody_NothingIsReadAndTheLengthIsThatOfThePageThePhoneHas(int status, bool keepsLength)
    {
        using var answer = Answer(12, isStated: true);
        answer.StatusCode = (HttpStatusCode)status;
        answer.Headers.TryAddWithoutValidation("Transfer-Encoding", "chunked");

        var page = await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        Assert.True(page!.Value.IsEmpty);
        Assert.True(HeldPage.Holds(answer));
        Assert.Equal(keepsLength, answer.Content.Headers.NonValidated.Contains("Content-Length"));
        Assert.False(answer.Headers.Contains("Transfer-Encoding"));
    }

    [Fact]
    public async Task Copy_OfAnAnswer_HasItsStatusHeadersAndPage()
    {
        using var answer = Answer(12, isStated: true);
        answer.StatusCode = HttpStatusCode.ServiceUnavailable;
        answer.Headers.TryAddWithoutValidation("Set-Cookie", ["a=1", "b=2"]);
        var page = await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        using var copy = HeldPage.Copy(answer, page!.Value);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, copy.StatusCode);
        Assert.Equal(["a=1", "b=2"], copy.Headers.GetValues("Set-Cookie"));
        Assert.Equal(Bytes(12), await copy.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(12, copy.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Put_AnotherPage_TakesThePlaceOfTheHeldOne()
    {
        using var answer = Answer(12, isStated: true);
        await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        HeldPage.Put(answer, Bytes(5));

        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Equal(Bytes(5), await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_LargePageWithALease_IsHeldThereWithoutWhatWasThereBefore(bool isStated)
    {
        using var memory = new HeldMemory(1 << 20);
        using var lease = await memory.AcquireAsync(40_000, Cancellation);
        using var answer = Answer(40_000, isStated);

        var page = await HeldPage.ReadAsync(answer, 50_000, lease, Cancellation);

        Assert.Equal(Bytes(40_000), page!.Value.ToArray());
        Assert.Equal(Bytes(40_000), await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.True(MemoryMarshal.TryGetArray(page.Value, out var buffer));
        Assert.True(buffer.Array!.Length > 40_000);
    }

    [Fact]
    public async Task ReadAsync_PageOfTheLargestSizeFillsTheBuffer_IsHeld()
    {
        using var answer = Answer(8192, isStated: false);

        Assert.Equal(Bytes(8192), (await HeldPage.ReadAsync(answer, maxSize: 8192, null, Cancellation))!.Value.ToArray());
    }

    [Fact]
    public async Task ReadAsync_SmallPageWithALease_TakesNoneOfIt()
    {
        using var memory = new HeldMemory(1 << 20);
        using var lease = await memory.AcquireAsync(40_000, Cancellation);
        using var answer = Answer(1_000, isStated: true);

        var page = await HeldPage.ReadAsync(answer, 50_000, lease, Cancellation);

        Assert.True(MemoryMarshal.TryGetArray(page!.Value, out var buffer));
        Assert.Equal(1_000, buffer.Array!.Length);
    }

    [Fact]
    public async Task ReadAsync_BodyThatEndsEarly_IsShorterThanItsStatedLength()
    {
        using var answer = Answer(10, isStated: true);
        answer.Content.Headers.ContentLength = 20;

        var page = await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        Assert.Equal(Bytes(10), page!.Value.ToArray());
        Assert.Equal(10, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task ReadAsync_LengthStatedTwiceAndTooLong_IsStatedOnce()
    {
        using var answer = Answer(MaxSize + 1, isStated: false);
        answer.Content.Headers.TryAddWithoutValidation("Content-Length", ["10001", "10001"]);
        answer.Headers.TryAddWithoutValidation("Transfer-Encoding", "identity");

        Assert.Null(await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation));

        Assert.Equal("10001", answer.Content.Headers.NonValidated["Content-Length"].ToString());
        Assert.False(answer.Headers.Contains("Transfer-Encoding"));
    }

    [Fact]
    public async Task Of_Answer_IsTheHeldPage()
    {
        using var answer = Answer(12, isStated: true);
        Assert.Null(HeldPage.Of(answer));

        await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);

        Assert.Equal(Bytes(12), HeldPage.Of(answer)!.Value.ToArray());
    }

    [Fact]
    public async Task Copy_OfAChunkedAnswer_HasALengthInstead()
    {
        using var answer = Answer(12, isStated: false);
        var page = await HeldPage.ReadAsync(answer, MaxSize, null, Cancellation);
        answer.Headers.TryAddWithoutValidation("Transfer-Encoding", "chunked");

        using var copy = HeldPage.Copy(answer, page!.Value);

        Assert.False(copy.Headers.Contains("Transfer-Encoding"));
        Assert.Equal(12, copy.Content.Headers.ContentLength);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];

    private static HttpResponseMessage Answer(int length, bool isStated)
    {
        var answer = new HttpResponseMessage { Content = new StreamContent(new Slow(Bytes(length))) };
        answer.Content.Headers.ContentLength = isStated ? length : null;
        return answer;
    }

    /// <summary>Comes in pieces, as from a network.</summary>
    private sealed class Slow(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 1000 ? buffer[..1000] : buffer, cancellationToken);
    }
}
