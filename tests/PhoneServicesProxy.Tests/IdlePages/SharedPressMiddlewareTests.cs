using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class SharedPressMiddlewareTests
{
    private readonly DefaultHttpContext _context = new();

    /// <summary>Output caching would throw it at every phone that waits.</summary>
    [Fact]
    public async Task InvokeAsync_SharedPressThrows_IsABadGateway()
    {
        using var page = CreatePage(CancellationToken.None);
        _context.Features.Set(page);

        await CreateSut(_ => throw new InvalidOperationException()).InvokeAsync(_context);

        Assert.Equal(StatusCodes.Status502BadGateway, _context.Response.StatusCode);
    }

    [Fact]
    public async Task InvokeAsync_PressOfOnePhoneThrows_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => CreateSut(_ => throw new InvalidOperationException()).InvokeAsync(_context));

    [Fact]
    public async Task InvokeAsync_PhoneGoesAway_PressGoesOnUntilItStreams()
    {
        using var gone = new CancellationTokenSource();
        using var page = CreatePage(gone.Token);
        _context.Features.Set(page);
        await CreateSut(async context =>
        {
            await gone.CancelAsync();
            Assert.False(context.RequestAborted.IsCancellationRequested);

            page.Stream(TimeSpan.FromHours(1));
            Assert.True(context.RequestAborted.IsCancellationRequested);
        }).InvokeAsync(_context);
    }

    private static SharedPage CreatePage(CancellationToken gone) => new("", Stream.Null, TimeProvider.System, gone);

    private static SharedPressMiddleware CreateSut(RequestDelegate next) => new(next, NullLogger<SharedPressMiddleware>.Instance);
}
