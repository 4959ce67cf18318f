using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Identifies phones by device name, else by address. Every gateway gets the same key.</summary>
internal static class DeviceKey
{
    /// <summary>Case does not matter: directory URLs have <c>name</c>, those of Manager Assistant <c>Name</c>.</summary>
    public static readonly string[] Parameters = ["device", "name", "devicename"];

    public static string Of(HttpContext context) =>
        Name(context.Request) ?? Address(context.Connection.RemoteIpAddress) ?? "";

    /// <summary>The device's name in the query, else a part of the path that is a phone's name; null if there is none.</summary>
    public static string? Name(HttpRequest request) => InQuery(request) is { IsEmpty: false } device ? device.ToString() : InPath(request.Path.Value);

    /// <summary>True if the request has the device's name.</summary>
    public static bool HasName(HttpRequest request) => !InQuery(request).IsEmpty || InPath(request.Path.Value) is not null;

    private static ReadOnlyMemory<char> InQuery(HttpRequest request)
    {
        if (request.QueryString is { HasValue: true, Value: var query })
        {
            foreach (var parameter in Parameters)
            {
                if (First(query, parameter) is { IsEmpty: false } device)
                {
                    return device;
                }
            }
        }

        return default;
    }

    /// <summary>Searches the query directly, because its dictionary would cost a press more memory than all of its other objects.</summary>
    private static ReadOnlyMemory<char> First(string query, string parameter)
    {
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (pair.DecodeName().Span.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                return pair.DecodeValue();
            }
        }

        return default;
    }

    /// <summary>The URL of the Finesse IP Phone Agent has the name in its path.</summary>
    private static string? InPath(string? path)
    {
        var start = path?.IndexOf("/SEP", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        var part = path.AsSpan(start + 1);
        var end = part.IndexOfAny('/', ';');
        return DeviceName.Of((end < 0 ? part : part[..end]).ToString());
    }

    /// <summary>A socket for both IPv4 and IPv6 reports mapped IPv4 addresses, and not every gateway has such a socket.</summary>
    private static string? Address(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
