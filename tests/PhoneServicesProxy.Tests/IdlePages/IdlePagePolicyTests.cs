using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class IdlePagePolicyTests : IDisposable
{
    private readonly DefaultHttpContext _http = new();
    private readonly SharedPage _page = new("identity", Stream.Null, TimeProvider.System, CancellationToken.None);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CacheRequestAsync_RequestOfOnePhone_NothingIsCached()
    {
        var context = new OutputCacheContext { HttpContext = _http };

        await new IdlePagePolicy().CacheRequestAsync(context, Cancellation);

        Assert.False(context.EnableOutputCaching || context.AllowCacheLookup || context.AllowCacheStorage || context.AllowLocking);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public async Task ServeResponseAsync_Answered_OnlyWholePageIsShared(int bytes, bool expected)
    {
        _page.IsAnswered = true;
        _page.Body.Hold();
        await _page.Body.WriteAsync(new byte[bytes], Cancellation);
        _http.Response.ContentLength = 4;

        Assert.Equal(expected, await IsSharedAsync());
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(400, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task ServeResponseAsync_NotAnswered_OnlyFailureOfNodesIsShared(int status, bool expected)
    {
        _http.Response.StatusCode = status;

        Assert.Equal(expected, await IsSharedAsync());
    }

    public void Dispose() => _page.Dispose();

    private async Task<bool> IsSharedAsync()
    {
        _http.Features.Set(_page);
        var context = new OutputCacheContext { HttpContext = _http };
        var policy = new IdlePagePolicy();
        await policy.CacheRequestAsync(context, Cancellation);
        await policy.ServeResponseAsync(context, Cancellation);

        // Of a failure only those know that are waiting.
        Assert.Equal(IdlePagePolicy.OnlyWhoWaits, context.ResponseExpirationTimeSpan);
        return context.AllowCacheStorage;
    }
}
