using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>By what a phone is told from others: its device name, else the session that a node gave it, else its address.</summary>
internal static class DeviceKey
{
    /// <summary>Case is no matter here: <c>name</c> stands in directory URLs, <c>Name</c> in those of Manager Assistant.</summary>
    private static readonly string[] Parameters = ["device", "name", "devicename"];

    public static string Of(HttpContext context) =>
        Name(context.Request) ?? Session(context.Request) ?? context.Connection.RemoteIpAddress?.ToString() ?? "";

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

    private static string? Session(HttpRequest request)
    {
        foreach (var header in request.Headers.Cookie)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                if (SessionCookie.TryGetId(header.AsSpan()[range], out var id))
                {
                    return id.ToString();
                }
            }
        }

        return null;
    }
}
