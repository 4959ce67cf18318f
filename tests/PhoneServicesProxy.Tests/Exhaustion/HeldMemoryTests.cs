using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Tests.Exhaustion;

public sealed class HeldMemoryTests
{
    private const int Page = 256 * 1024;

    [Fact]
    public async Task AcquireAsync_AsMuchIsHeldAsMayBe_WaitsUntilAPageHasGone()
    {
        using var sut = new HeldMemory(6 * Page);
        var first = await sut.AcquireAsync(Page, CancellationToken.None);
        using var second = await sut.AcquireAsync(Page, CancellationToken.None);

        var third = sut.AcquireAsync(Page, CancellationToken.None);

        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_NoneInTime_IsTheGatewaysOwnFault()
    {
        using var sut = new HeldMemory(3 * Page);
        using var held = await sut.AcquireAsync(Page, CancellationToken.None);
        using var limit = new CancellationTokenSource();
        var waiting = sut.AcquireAsync(Page, limit.Token);
        await limit.CancelAsync();

        var error = await Assert.ThrowsAsync<InsufficientMemoryException>(async () => await waiting);

        Assert.Equal(ExhaustedResource.Memory, ExhaustionErrors.Of(error));
    }

    [Fact]
    public async Task AcquireAsync_APageLargerThanAll_IsHeldAlone()
    {
        using var sut = new HeldMemory(1000);

        var first = await sut.AcquireAsync(Page, CancellationToken.None);
        var second = sut.AcquireAsync(Page, CancellationToken.None).AsTask();

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Rent_TheLeaseBeforeHasBeenGivenBack_IsItsBufferAgain()
    {
        using var sut = new HeldMemory(3 * Page);
        var first = await sut.AcquireAsync(Page, CancellationToken.None);
        var buffer = first.Rent(Page);
        first.Dispose();

        using var second = await sut.AcquireAsync(Page, CancellationToken.None);

        Assert.Same(buffer, second.Rent(Page));
    }

    [Fact]
    public async Task Abandon_SomethingMayStillWriteToTheBuffer_IsGivenToNobodyElse()
    {
        using var sut = new HeldMemory(3 * Page);
        var first = await sut.AcquireAsync(Page, CancellationToken.None);
        var buffer = first.Rent(Page);
        first.Abandon();
        first.Dispose();

        using var second = await sut.AcquireAsync(Page, CancellationToken.None);

        Assert.NotSame(buffer, second.Rent(Page));
    }
}
