using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The rate limit for each address (for IPv6, each /64). It is the generic cell rate algorithm (ITU-T I.371). It keeps one number for each
/// address: the time at which all requests of the address so far are paid for, at one request per interval.
/// </summary>
/// <remarks>
/// <c>PartitionedRateLimiter.Create</c> keeps one object for each address, without limit, and visits each of them ten times a second.
/// This limiter has a fixed number of cells. Two addresses may share a cell, so the default limits are high enough for several phones.
/// </remarks>
internal sealed class PressRateLimiter(CurrentConfiguration current, ClientNetworks clients, TimeProvider time)
{
    private const int Cells = 1 << 16;
    private readonly long[] _presses = new long[Cells];
    private readonly long[] _idle = new long[Cells];

    /// <summary>Counts a request. Returns how long the client must wait before the next one; null if the request may pass.</summary>
    public TimeSpan? Take(HttpContext context)
    {
        var options = current.Options.Get<SecurityOptions>().RateLimit;
        var address = context.Connection.RemoteIpAddress;
        return !options.Enabled || clients.IsExempt(address) ? null
            : Take(ref (IdlePagePolicy.IsOn(context.GetEndpoint()) ? _idle : _presses)[ClientPrefix.Of(address!).GetHashCode() & (Cells - 1)], options);
    }

    private TimeSpan? Take(ref long cell, RateLimitOptions options)
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
                return time.GetElapsedTime(now, next - credit);
            }

            if (Interlocked.CompareExchange(ref cell, next, paid) == paid)
            {
                return null;
            }
        }
    }
}
