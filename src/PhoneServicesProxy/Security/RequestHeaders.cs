using System.Buffers;
using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Security;

/// <summary>Checks a request's headers. Removes those that could make a node read a different request than the gateway did.</summary>
internal static class RequestHeaders
{
    /// <summary>
    /// Headers that override the path (ISAPI rewriters, .NET), the method or the client address, that ask for source code (IIS) or name a proxy,
    /// and headers that concern only the connection to the gateway.
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

    /// <summary>Returns what is wrong with the headers; null if nothing is.</summary>
    public static RefusalReason? Fault(HttpRequest request)
    {
        var headers = request.Headers;

        // Only Content-Length may say where a request ends. No phone sends chunks, and nearly every request smuggling attack does.
        if (headers.TransferEncoding.Count > 0)
        {
            return RefusalReason.TransferEncoding;
        }

        // Some servers do not read the body of a GET, and read it as the next request.
        if (request.ContentLength > 0 && HttpMethods.IsGet(request.Method))
        {
            return RefusalReason.Body;
        }

        return NamesHeaders(headers) ? RefusalReason.Header : null;
    }

    public static void RemoveHeadersNotForNodes(IHeaderDictionary headers)
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

    /// <summary>
    /// Servers that turn headers into variables treat an underscore as a hyphen. Other unusual characters are also read in different ways.
    /// </summary>
    private static bool IsForNodes(string name) =>
        !NotForNodes.Contains(name)
        && !name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Sec-WebSocket", StringComparison.OrdinalIgnoreCase)
        && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>A client that lists Cookie or Content-Length in <c>Connection</c> would remove that header before the node reads it.</summary>
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
