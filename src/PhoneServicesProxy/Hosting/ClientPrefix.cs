using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, within which a host takes as many addresses as it
/// wants (RFC 4291, 2.5.4). All link-local addresses have the same /64, so each of them counts by itself, with its link.
/// </summary>
internal readonly record struct ClientPrefix(ulong High, ulong Low, long Link)
{
    /// <summary>A socket for both IPv4 and IPv6 tells IPv4 addresses as mapped ones: they are the same client's.</summary>
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

    /// <summary>With the seed of the process: nobody can choose an address to meet another.</summary>
    public override int GetHashCode() => HashCode.Combine(High, Low, Link);
}
