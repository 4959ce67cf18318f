using System.IO.Hashing;
using System.Runtime.InteropServices;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Distinguishes phones if their number matters, by client address and device name together. Many phones share one address. A client that
/// writes another phone's name into a request still has its own address. The id is a hash, so nothing of a request is kept.
/// </summary>
internal static class PhoneId
{
    public static ulong Of(HttpContext context)
    {
        var name = (DeviceKey.Name(context.Request) ?? "").ToUpperInvariant();
        var client = context.Connection.RemoteIpAddress is { } address ? ClientPrefix.Of(address) : default;
        return XxHash64.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan()), client.GetHashCode());
    }
}
