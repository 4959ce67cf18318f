using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
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

    /// <summary>With thousands of phones it fails thousands of times, and an exception may repeat what a phone asked with.</summary>
    [Fact]
    public async Task InvokeAsync_SharedPressFailsAgainAndAgain_IsLoggedOnceAMinuteWithoutWhatWasAsked()
    {
        var (log, time) = (new FakeLogger<SharedPressMiddleware>(), new FakeTimeProvider());
        var sut = new SharedPressMiddleware(_ => throw new InvalidOperationException("seq 12345 is odd"), time, log);
        for (var i = 0; i < 3; i++)
        {
            var context = new DefaultHttpContext();
            using var page = CreatePage(CancellationToken.None);
            context.Features.Set(page);
            context.Request.QueryString = new("?seq=12345");
            await sut.InvokeAsync(context);
            time.Advance(TimeSpan.FromSeconds(i == 1 ? 60 : 1));
        }

        Assert.Equal(["1 press", "2 presses"], log.Collector.GetSnapshot().Select(record => record.GetStructuredStateValue("Presses")));
        Assert.DoesNotContain(log.Collector.GetSnapshot(), record => record.Message.Contains("12345", StringComparison.Ordinal) || record.Exception is not null);
    }

    private static SharedPage CreatePage(CancellationToken gone) => new("", Stream.Null, TimeProvider.System, gone);

    private static SharedPressMiddleware CreateSut(RequestDelegate next) => new(next, TimeProvider.System, NullLogger<SharedPressMiddleware>.Instance);
}
