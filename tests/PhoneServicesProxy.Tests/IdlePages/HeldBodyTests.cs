using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class HeldBodyTests : IDisposable
{
    private readonly MemoryStream _phone = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_Held_WaitsForNoPhone()
    {
        var body = new HeldBody(new StalledPhone());

        body.Hold();
        await body.WriteAsync("page"u8.ToArray(), Cancellation);
        await body.FlushAsync(Cancellation);

        Assert.Equal(4, body.Length);
    }

    [Fact]
    public async Task ReleaseAsync_Held_GivesItToThePhoneAndStaysOpen()
    {
        var body = new HeldBody(_phone);
        body.Hold();
        await body.WriteAsync("pa"u8.ToArray(), Cancellation);
        body.Hold();
        await body.WriteAsync("ge"u8.ToArray(), Cancellation);
        Assert.Equal(0, _phone.Length);

        await body.ReleaseAsync(Cancellation);
        await body.WriteAsync("s"u8.ToArray(), Cancellation);

        Assert.Equal("pages"u8.ToArray(), _phone.ToArray());
    }

    [Fact]
    public async Task WriteAsync_NotHeld_ReachesThePhoneAtOnce()
    {
        var body = new HeldBody(_phone);

        await body.WriteAsync("page"u8.ToArray(), Cancellation);

        Assert.Equal(4, _phone.Length);
    }

    public void Dispose() => _phone.Dispose();

    private sealed class StalledPhone : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
