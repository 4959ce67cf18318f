using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class PrefixedContentTests : IDisposable
{
    private readonly MemoryStream _rest = new([4, 5, 6, 7]);
    private readonly PrefixedContent _sut;

    public PrefixedContentTests() => _sut = new(new byte[] { 1, 2, 3 }, _rest);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sut.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task ReadAsync_BuffersOfAnySize_GiveTheBeginningThenTheRest(int size)
    {
        await using var stream = await _sut.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[size + 2];
        var read = new List<byte>();
        while (await stream.ReadAsync(buffer.AsMemory(1, size), Cancellation) is > 0 and var count)
        {
            read.AddRange(buffer[1..(1 + count)]);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], read);
        Assert.Equal((0, 0), (buffer[0], buffer[^1]));
    }

    [Fact]
    public async Task CopyToAsync_Content_IsWholeAndHasNoStatedLength()
    {
        using var copy = new MemoryStream();

        Assert.Null(_sut.Headers.ContentLength);
        await _sut.CopyToAsync(copy, Cancellation);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], copy.ToArray());
    }

    [Fact]
    public async Task Stream_IsReadForwardOnly()
    {
        await using var stream = await _sut.ReadAsStreamAsync(Cancellation);

        Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Position);
        Assert.Throws<NotSupportedException>(() => stream.Position = 1);
        Assert.Throws<NotSupportedException>(() => stream.Read(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(1));
        Assert.Throws<NotSupportedException>(stream.Flush);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_ContentOrItsStream_EndsTheConnection(bool isContent)
    {
        if (isContent)
        {
            _sut.Dispose();
        }
        else
        {
            await (await _sut.ReadAsStreamAsync(Cancellation)).DisposeAsync();
        }

        Assert.False(_rest.CanRead);
    }
}
