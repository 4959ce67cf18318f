using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class HeldContentTests : IDisposable
{
    private static readonly byte[] Buffer = [9, 1, 2, 3, 9];

    private readonly HeldContent _sut = new(Buffer.AsMemory(1, 3));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sut.Dispose();

    [Fact]
    public async Task ReadAsStreamAsync_PartOfABuffer_GivesThatPartAndNoMore()
    {
        await using var stream = await _sut.ReadAsStreamAsync(Cancellation);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancellation);

        Assert.Equal([1, 2, 3], read.ToArray());
        Assert.False(stream.CanWrite);
    }

    [Fact]
    public async Task CopyToAsync_Twice_GivesThePageEachTime()
    {
        using var copy = new MemoryStream();
        await _sut.CopyToAsync(copy, Cancellation);
        await _sut.CopyToAsync(copy, Cancellation);

        Assert.Equal([1, 2, 3, 1, 2, 3], copy.ToArray());
    }

    [Fact]
    public void ContentLength_Page_IsItsLength() => Assert.Equal(3, _sut.Headers.ContentLength);

    [Fact]
    public void ContentLength_NoPage_IsNotSaid()
    {
        using var empty = new HeldContent(default);

        Assert.Null(empty.Headers.ContentLength);
    }
}
