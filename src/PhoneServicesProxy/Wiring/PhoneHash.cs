using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Wiring;

/// <summary>The hash of a phone: of the name in its request, or else of its address. It allocates no memory.</summary>
internal static class PhoneHash
{
    private const int NameLength = 15;
    private const string Prefix = "SEP";

    /// <param name="context">The request.</param>
    /// <param name="salt">Keeps the name from being found by trying all names.</param>
    public static ulong Of(HttpContext context, long salt)
    {
        foreach (var parameter in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            var value = parameter.EncodedValue.Span;
            if (IsPhone(value) && IsNameOfDevice(parameter.EncodedName.Span))
            {
                Span<char> name = stackalloc char[NameLength];
                value.ToUpperInvariant(name);
                return XxHash64.HashToUInt64(MemoryMarshal.AsBytes(name), salt);
            }
        }

        // IPv4 addresses are mapped to IPv6, so both forms are the same phone.
        Span<byte> bytes = stackalloc byte[16];
        var address = context.Connection.RemoteIpAddress;
        return address is not null && (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length)
            ? XxHash64.HashToUInt64(bytes[..length], salt)
            : 0;
    }

    private static bool IsPhone(ReadOnlySpan<char> value)
    {
        if (value.Length != NameLength || !value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var digit in value[Prefix.Length..])
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNameOfDevice(ReadOnlySpan<char> name)
    {
        foreach (var parameter in DeviceKey.Parameters)
        {
            if (name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
