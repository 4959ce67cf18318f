using System.IO.Hashing;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// What one phone is told from another by where it matters how many they are: client address and device name together. Many phones come from
/// one address, and whoever writes another phone's name into a request still has an address of his own. A hash: nothing of a request is kept.
/// </summary>
internal static class PhoneId
{
    /// <summary>The part of an IPv6 address that a network gives out; the rest is the host's to choose.</summary>
    private const int NetworkBytes = 8;

    public static ulong Of(HttpContext context)
    {
        var name = (DeviceKey.Name(context.Request) ?? "").ToUpperInvariant();
        Span<byte> address = stackalloc byte[16];
        var length = 0;
        if (context.Connection.RemoteIpAddress is { } client)
        {
            client = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
            client.TryWriteBytes(address, out length);
            length = client.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(client) ? NetworkBytes : length;
        }

        return XxHash64.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan()), (long)XxHash64.HashToUInt64(address[..length]));
    }
}
