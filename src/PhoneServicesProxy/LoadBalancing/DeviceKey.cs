using System.Net;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>By what a phone is told from others: its device name, else its address. Every gateway sees the same.</summary>
internal static class DeviceKey
{
    /// <summary>Case is no matter here: <c>name</c> stands in directory URLs, <c>Name</c> in those of Manager Assistant.</summary>
    public static readonly string[] Parameters = ["device", "name", "devicename"];

    public static string Of(HttpContext context) =>
        Name(context.Request) ?? Address(context.Connection.RemoteIpAddress) ?? "";

    /// <summary>The device's name in the query; null where there is none.</summary>
    public static string? Name(HttpRequest request)
    {
        if (request.QueryString.HasValue)
        {
            foreach (var parameter in Parameters)
            {
                if (request.Query.TryGetValue(parameter, out var value) && value[0] is { Length: > 0 } device)
                {
                    return device;
                }
            }
        }

        return null;
    }

    /// <summary>A socket for both IPv4 and IPv6 tells IPv4 addresses as mapped ones, and not every gateway has one.</summary>
    private static string? Address(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
