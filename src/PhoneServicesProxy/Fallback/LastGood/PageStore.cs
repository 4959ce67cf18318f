using Microsoft.Extensions.Caching.Distributed;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The second level of the cache, made harmless: it never throws, never takes long, and is left alone for a while after it
/// has failed.
/// </summary>
/// <remarks>
/// It must not throw for one more reason: HybridCache takes a store that fails at its first question for one whose pages have
/// all been invalidated at that moment, and would never again accept a page that is older.
/// </remarks>
internal sealed partial class PageStore(IDistributedCache store, TimeProvider time, ILogger<PageStore> logger) : IDistributedCache, IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Ticks of the time provider; 0 while the store answers.</summary>
    private long _failedAt;

    /// <summary>Whether it is left alone at the moment.</summary>
    public bool IsResting => RestLeft > TimeSpan.Zero;

    private TimeSpan RestLeft => Volatile.Read(ref _failedAt) is not 0 and var failedAt ? Rest - time.GetElapsedTime(failedAt) : TimeSpan.Zero;

    /// <summary>Returns when it may be asked.</summary>
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
        // A copy: HybridCache reuses its buffer as soon as this returns, while a write that was given up may still be under way.
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
            // The kind alone: a message may quote what was sent, and the store's address may hold a password.
            if (Interlocked.Exchange(ref _failedAt, Math.Max(1, time.GetTimestamp())) == 0)
            {
                LogLost(error is TimeoutException ? $"nothing within {Limit.TotalSeconds:0} s" : error.GetType().Name);
            }

            return null;
        }
    }
}
