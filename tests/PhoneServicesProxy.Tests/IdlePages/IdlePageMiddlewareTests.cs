using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class IdlePageMiddlewareTests : IDisposable
{
    private readonly IdlePageMemory _memory = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TaskCompletionSource _end = new();
    private int _asked;

    [Fact]
    public async Task InvokeAsync_PressFailsInTheGateway_OthersAreToldInsteadOfTryingOneAfterTheOther()
    {
        var sut = CreateSut(async _ =>
        {
            await _end.Task;
            throw new InvalidOperationException();
        });
        var (first, second) = (CreatePhone(), CreatePhone());
        var asks = sut.InvokeAsync(first);
        var waits = sut.InvokeAsync(second);

        _end.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => asks);
        await waits;
        Assert.Equal(StatusCodes.Status502BadGateway, second.Response.StatusCode);
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(200, 2)]
    [InlineData(502, 1)]
    [InlineData(503, 1)]
    [InlineData(504, 1)]
    public async Task InvokeAsync_NoNodeAnswered_OnlyFailureOfNodesIsShared(int status, int expected)
    {
        var sut = CreateSut(async context =>
        {
            await _end.Task;
            context.Response.StatusCode = status;
        });
        var (first, second) = (CreatePhone(), CreatePhone());
        var phones = Task.WhenAll(sut.InvokeAsync(first), sut.InvokeAsync(second));

        _end.SetResult();
        await phones;

        Assert.Equal(status, second.Response.StatusCode);
        Assert.Equal(expected, _asked);
        await sut.InvokeAsync(CreatePhone());
        Assert.Equal(expected + 1, _asked);
    }

    [Fact]
    public async Task InvokeAsync_FirstPhoneReadsSlowly_OthersHaveThePage()
    {
        var nodeAnswers = new TaskCompletionSource();
        var sut = CreateSut(async context =>
        {
            await nodeAnswers.Task;
            context.Response.ContentType = "text/xml";
            _memory.End(context.Features.Get<SharedPress>()!, SharedPage.Of(context.Response, "page"u8.ToArray()));
            await _end.Task;
        });
        var second = CreatePhone();
        second.Response.Body = new MemoryStream();

        var slow = sut.InvokeAsync(CreatePhone());
        var waits = sut.InvokeAsync(second);
        nodeAnswers.SetResult();
        await waits;

        Assert.False(slow.IsCompleted);
        Assert.Equal("page", Encoding.UTF8.GetString(((MemoryStream)second.Response.Body).ToArray()));
        Assert.Equal("text/xml", second.Response.ContentType);
    }

    [Fact]
    public async Task InvokeAsync_PhoneGoesAway_RequestGoesOnUntilOthersHaveTheirPage()
    {
        using var gone = new CancellationTokenSource();
        var phone = CreatePhone();
        phone.RequestAborted = gone.Token;

        await CreateSut(async context =>
        {
            await gone.CancelAsync();
            Assert.False(context.RequestAborted.IsCancellationRequested);

            context.Features.Get<SharedPress>()!.EndOnDisconnect();
            Assert.True(context.RequestAborted.IsCancellationRequested);
        }).InvokeAsync(phone);

        Assert.Equal(gone.Token, phone.RequestAborted);
    }

    [Fact]
    public async Task InvokeAsync_WaitingPhoneGoesAway_WaitsNoLonger()
    {
        using var gone = new CancellationTokenSource();
        var sut = CreateSut(_ => _end.Task);
        var second = CreatePhone();
        second.RequestAborted = gone.Token;
        var asks = sut.InvokeAsync(CreatePhone());
        var waits = sut.InvokeAsync(second);
        Assert.False(waits.IsCompleted);

        await gone.CancelAsync();

        await waits;
        Assert.False(asks.IsCompleted);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _services.Dispose();
    }

    private static DefaultHttpContext CreatePhone()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(new(null, new(new OutputCacheAttribute { PolicyName = IdlePagePolicy.Name }), null));
        return context;
    }

    private IdlePageMiddleware CreateSut(RequestDelegate next)
    {
        var configuration = new GatewayConfiguration(null!, FeatureOptions.Of(new PhoneServicesOptions()), [], []);
        return new(
            context =>
            {
                _asked++;
                return next(context);
            },
            new(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters),
            new(TimeProvider.System),
            policies: null!,
            picker: null!,
            _memory,
            new(_services.GetRequiredService<IMeterFactory>(), [_memory]));
    }
}
