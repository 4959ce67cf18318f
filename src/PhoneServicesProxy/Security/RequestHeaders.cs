using System.Buffers;
using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Security;

/// <summary>Judges a request's headers, and takes away those by which a node could be made to see another request than the gateway.</summary>
internal static class RequestHeaders
{
    /// <summary>
    /// Another path (ISAPI rewriters, .NET), another method, another client, the source instead of the page (IIS), a proxy, and what
    /// speaks of the connection to the gateway, which ends here.
    /// </summary>
    private static readonly FrozenSet<string> NotForNodes = new[]
    {
        "X-Original-URL", "X-Rewrite-URL", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-Prefix",
        "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override",
        "Forwarded", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "X-Cluster-Client-IP",
        "Translate", "Proxy", "Proxy-Authorization", HeaderNames.ProxyConnection, "X-Content-Length",
        HeaderNames.Upgrade, "HTTP2-Settings", HeaderNames.TE, HeaderNames.Trailer, HeaderNames.KeepAlive,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly string[] OfTheConnection = ["close", "keep-alive", "upgrade", "http2-settings", "te"];

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public static RefusalReason? Fault(HttpRequest request)
    {
        var headers = request.Headers;

        // Lengths alone say where a request ends. No phone sends chunks, and nearly every way to smuggle a request does.
        if (headers.TransferEncoding.Count > 0)
        {
            return RefusalReason.TransferEncoding;
        }

        // Some servers do not read the body of a GET, and take it for the next request.
        if (request.ContentLength > 0 && HttpMethods.IsGet(request.Method))
        {
            return RefusalReason.Body;
        }

        return NamesHeaders(headers) ? RefusalReason.Header : null;
    }

    public static void TakeAwayWhatIsNotForNodes(IHeaderDictionary headers)
    {
        List<string>? found = null;
        foreach (var header in headers)
        {
            if (!IsForNodes(header.Key))
            {
                (found ??= []).Add(header.Key);
            }
        }

        foreach (var name in found ?? [])
        {
            headers.Remove(name);
        }
    }

    /// <summary>An underscore is a hyphen to whoever makes variables of headers, and stranger characters are read in stranger ways.</summary>
    private static bool IsForNodes(string name) =>
        !NotForNodes.Contains(name)
        && !name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Sec-WebSocket", StringComparison.OrdinalIgnoreCase)
        && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Whoever may say of Cookie or Content-Length that it ends here decides what the node reads.</summary>
    private static bool NamesHeaders(IHeaderDictionary headers)
    {
        foreach (var value in headers.Connection)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var option = value.AsSpan()[range].Trim();
                if (!option.IsEmpty && !IsOfTheConnection(option))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOfTheConnection(ReadOnlySpan<char> option)
    {
        foreach (var known in OfTheConnection)
        {
            if (option.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
