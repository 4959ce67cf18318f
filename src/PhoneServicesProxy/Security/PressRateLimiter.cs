using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The rate limit for each address (for IPv6, each /64), used by ASP.NET Core's rate limiter. It is the generic cell rate algorithm (ITU-T
/// I.371). It keeps one number for each address: the time at which all requests of the address so far are paid for, at one request per
/// interval.
/// </summary>
/// <remarks>
/// <c>PartitionedRateLimiter.Create</c> keeps one object for each address, without limit, and visits each of them ten times a second.
/// This limiter has a fixed number of cells. Two addresses may share a cell, so the default limits are high enough for several phones.
/// </remarks>
internal sealed class PressRateLimiter(CurrentConfiguration current, ClientNetworks clients, TimeProvider time) : PartitionedRateLimiter<HttpContext>
{
    private const int Cells = 1 << 16;
    private readonly long[] _presses = new long[Cells];
    private readonly long[] _idle = new long[Cells];

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        var options = current.Options.Get<SecurityOptions>().RateLimit;
        var address = resource.Connection.RemoteIpAddress;
        if (!options.Enabled || clients.IsExempt(address))
        {
            return Lease.Acquired;
        }

        ref var cell = ref (IdlePagePolicy.IsOn(resource.GetEndpoint()) ? _idle : _presses)[ClientPrefix.Of(address!).GetHashCode() & (Cells - 1)];
        return Acquire(ref cell, options);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext context, int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(context, permitCount));

    private Lease Acquire(ref long cell, RateLimitOptions options)
    {
        var now = time.GetTimestamp();
        var price = time.TimestampFrequency / options.PressesPerSecond;
        var credit = price * options.Burst;
        while (true)
        {
            var paid = Volatile.Read(ref cell);
            var next = Math.Max(paid, now) + price;
            if (next - now > credit)
            {
                return new Lease(time.GetElapsedTime(now, next - credit));
            }

            if (Interlocked.CompareExchange(ref cell, next, paid) == paid)
            {
                return Lease.Acquired;
            }
        }
    }

    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public static readonly Lease Acquired = new(null);

        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
