using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressPagesTests : IDisposable
{
    private const int Size = 40_000;

    private readonly HeldMemory _memory = new(1);
    private readonly PressPages _sut = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task Release_PageIsHeld_GivesItsMemoryBackThenAndNotBefore()
    {
        Assert.False(_sut.Any);
        _sut.Hold(await _memory.AcquireAsync(Size, Cancellation));
        Assert.True(_sut.Any);
        Assert.True(_sut.Rent(Size).Length >= Size);
        var next = _memory.AcquireAsync(Size, Cancellation).AsTask();
        Assert.False(next.IsCompleted);

        _sut.Release();

        Assert.False(_sut.Any);
        (await next.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Dispose();
    }

    [Fact]
    public async Task Release_TwoPagesAreHeld_GivesBothBack()
    {
        using var memory = new HeldMemory(256 * 1024);
        for (var press = 0; press < 3; press++)
        {
            var pages = new PressPages();
            pages.Hold(await memory.AcquireAsync(Size, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
            pages.Hold(await memory.AcquireAsync(Size, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));

            pages.Release();

            Assert.False(pages.Any);
        }
    }

    [Fact]
    public async Task Hold_AfterRelease_HoldsNothing()
    {
        _sut.Release();

        _sut.Hold(await _memory.AcquireAsync(Size, Cancellation));

        Assert.False(_sut.Any);
        (await _memory.AcquireAsync(Size, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Dispose();
    }
}
