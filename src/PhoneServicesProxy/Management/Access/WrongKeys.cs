using System.Net;
using System.Threading.RateLimiting;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Slows down guessing of keys, for each client address: a few attempts at once, then one a second. A right key waits only if its own address has
/// just sent many wrong ones.
/// </summary>
internal sealed class WrongKeys : IDisposable
{
    /// <summary>The number of wrong keys that are answered at once, for typing errors and old keys in scripts.</summary>
    public const int Free = 10;

    /// <summary>The queue is short, so its wait is shorter than any client's timeout.</summary>
    public const int Waiting = 3;

    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<ClientPrefix> _addresses = PartitionedRateLimiter.Create<ClientPrefix, ClientPrefix>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, static _ => new()
        {
            TokenLimit = Free,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Pace,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Looks up a key when its turn has come.</summary>
    /// <param name="from">The client's address.</param>
    /// <param name="find">Looks up the key.</param>
    /// <param name="cancellation">Cancelled if the client has gone away.</param>
    /// <returns>The key, null if nobody has it; and false if it was not looked up.</returns>
    public async Task<(KnownKey? Key, bool WasTried)> TryAsync(IPAddress from, Func<KnownKey?> find, CancellationToken cancellation)
    {
        var address = ClientPrefix.Of(from);

        // Acquiring zero permits would succeed with a fraction of a token, which is nearly always there.
        if (_addresses.GetStatistics(address)?.CurrentAvailablePermits is null or < 1)
        {
            using var turn = await _addresses.AcquireAsync(address, 1, cancellation);
            return turn.IsAcquired ? (find(), true) : (null, false);
        }

        var found = find();
        if (found is null)
        {
            using var paid = _addresses.AttemptAcquire(address);
        }

        return (found, true);
    }

    public void Dispose() => _addresses.Dispose();
}
