using Microsoft.Extensions.Caching.Distributed;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

/// <summary>A shared store that does whatever the test wants.</summary>
internal sealed class StoreStub : IDistributedCache
{
    /// <summary>What each call does; null to pass it on.</summary>
    public Func<Task<byte[]?>>? Behaviour { get; set; }

    public IDistributedCache? Store { get; set; }

    public int Calls { get; private set; }

    public byte[]? Written { get; private set; }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Calls++;
        return Behaviour?.Invoke() ?? Store!.GetAsync(key, token);
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Calls++;
        Written = value;
        return Behaviour?.Invoke() ?? Store!.SetAsync(key, value, options, token);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
}
