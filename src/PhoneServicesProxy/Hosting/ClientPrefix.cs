using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// One client, as limits count it: an IPv4 address, or the /64 of an IPv6 address, because a host may use any address in its /64 (RFC 4291, 2.5.4).
/// All link-local addresses share one /64, so each of them counts by itself, with its link.
/// </summary>
internal readonly record struct ClientPrefix(ulong High, ulong Low, long Link)
{
    /// <summary>A dual-stack socket reports IPv4 addresses as mapped ones. Both forms are the same client.</summary>
    public static ClientPrefix Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes[10..12].Fill(0xFF);
            address.TryWriteBytes(bytes[12..], out _);
        }
        else
        {
            address.TryWriteBytes(bytes, out _);
        }

        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return address.IsIPv6LinkLocal ? new(high, low, address.ScopeId)
            : address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6 ? new(high, low, 0)
            : new(high, 0, 0);
    }

    /// <summary>The hash is seeded for each process, so nobody can choose an address that collides.</summary>
    public override int GetHashCode() => HashCode.Combine(High, Low, Link);
}
