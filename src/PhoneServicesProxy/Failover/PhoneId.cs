using System.IO.Hashing;
using System.Runtime.InteropServices;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// What one phone is told from another by where it matters how many they are: client address and device name together. Many phones come from
/// one address, and whoever writes another phone's name into a request still has an address of his own. A hash: nothing of a request is kept.
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
