using System.Net;
using System.Threading.RateLimiting;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Slows down whoever tries keys, by address: some at once, then one a second. A right key costs nothing, and waits in line only while its own address has
/// just sent many wrong ones.
/// </summary>
internal sealed class WrongKeys : IDisposable
{
    /// <summary>Wrong keys that are answered at once: somebody who types one in, or an old one in a script.</summary>
    public const int Free = 10;

    /// <summary>The wait in line is shorter than any client's patience.</summary>
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

    /// <summary>Looks a key up, when its turn has come.</summary>
    /// <param name="from">The address that it comes from.</param>
    /// <param name="find">Looks it up.</param>
    /// <param name="cancellation">Whoever asked has gone away.</param>
    /// <returns>Whose it is, null for nobody's; and whether it was looked up at all.</returns>
    public async Task<(KnownKey? Key, bool WasTried)> TryAsync(IPAddress from, Func<KnownKey?> find, CancellationToken cancellation)
    {
        var address = ClientPrefix.Of(from);

        // Not by acquiring none: that succeeds with a fraction of a token, and there is one nearly always.
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
