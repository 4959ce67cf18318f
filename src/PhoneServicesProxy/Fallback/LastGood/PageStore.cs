using Microsoft.Extensions.Caching.Distributed;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The second level of the cache, made harmless. It never throws and never takes long. After a failure it is not used for a while.
/// </summary>
/// <remarks>
/// There is a second reason not to throw. If the store fails at HybridCache's first call, HybridCache assumes that all its pages were invalidated
/// at that moment. It would then never accept an older page.
/// </remarks>
internal sealed partial class PageStore(IDistributedCache store, TimeProvider time, ILogger<PageStore> logger) : IDistributedCache, IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>A timestamp of the time provider; 0 while the store answers.</summary>
    private long _failedAt;

    /// <summary>True while the store is not used after a failure.</summary>
    public bool IsResting => RestLeft > TimeSpan.Zero;

    private TimeSpan RestLeft => Volatile.Read(ref _failedAt) is not 0 and var failedAt ? Rest - time.GetElapsedTime(failedAt) : TimeSpan.Zero;

    /// <summary>Returns when the store may be used again.</summary>
    public async Task RestedAsync(CancellationToken cancellationToken)
    {
        while (RestLeft is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => TryAsync(() => store.GetAsync(key, token), token);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        // The value is copied: HybridCache reuses its buffer when this method returns, but a write that timed out may still be running.
        var copy = value.ToArray();
        return TryAsync(
            async () =>
            {
                await store.SetAsync(key, copy, options, token);
                return null;
            },
            token);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Dispose() => (store as IDisposable)?.Dispose();

    private async Task<byte[]?> TryAsync(Func<Task<byte[]?>> work, CancellationToken cancellationToken)
    {
        if (IsResting)
        {
            return null;
        }

        try
        {
            var answer = await work().WaitAsync(Limit, time, cancellationToken);
            if (Interlocked.Exchange(ref _failedAt, 0) != 0)
            {
                LogBack();
            }

            return answer;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the exception's type is logged, because its message may quote the data, and the store's address may contain a password.
            if (Interlocked.Exchange(ref _failedAt, Math.Max(1, time.GetTimestamp())) == 0)
            {
                LogLost(error is TimeoutException ? $"nothing within {Limit.TotalSeconds:0} s" : error.GetType().Name);
            }

            return null;
        }
    }
}
