using System.Net.Http.Headers;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Makes each attempt's own message from the one that YARP prepared for the node that was picked first. That node gets the
/// prepared message itself; the others get copies, perhaps while it is still on its way, which reads headers and no more.
/// </summary>
internal sealed class NodeRequest(HttpRequestMessage prepared, Press press, DestinationState preparedFor)
{
    /// <summary>What a node gets that has no Host of its own, where the prepared message gets that of the first node.</summary>
    private readonly string? _host =
        preparedFor.Model.Config.Host is not null && prepared.Headers.NonValidated.TryGetValues("Host", out var values) ? values.ToString() : null;

    private HttpRequestMessage? _first;

    /// <summary>Completes the first node's message: where its turn comes late, others may be copied from it at that moment.</summary>
    public void Prepare() => _first = Make(preparedFor);

    public HttpRequestMessage For(DestinationState node) => node == preparedFor && _first is { } first ? first : Make(node);

    /// <summary>Whether a session of some node goes with the request.</summary>
    public static bool CarriesSession(HttpRequestMessage request)
    {
        if (request.RequestUri!.OriginalString.Contains(";jsessionid=", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (request.Headers.NonValidated.TryGetValues("Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
            {
                foreach (var pair in cookie.AsSpan().Split(';'))
                {
                    if (SessionCookie.TryGetId(cookie.AsSpan()[pair], out _))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private HttpRequestMessage Make(DestinationState node)
    {
        var sessions = press.Sessions?.FilterFor(node, isFirst: node == press.FirstNode);
        var request = node == preparedFor && sessions is null ? prepared : Copy(node, sessions);

        // A node that has a Host of its own gets that one; otherwise it is what YARP's transforms made of it.
        if (node.Model.Config.Host is { } host)
        {
            request.Headers.Host = host;
        }
        else if (request != prepared && preparedFor.Model.Config.Host is not null)
        {
            request.Headers.Remove("Host");
            if (_host is not null)
            {
                request.Headers.TryAddWithoutValidation("Host", _host);
            }
        }

        // Its connection is not used again: whatever a node might take for a second request behind this one is not read.
        if (!press.MayRepeat)
        {
            request.Headers.ConnectionClose = true;
        }

        if (press.Body is { } body)
        {
            request.Content = Content(body);
        }

        new AttemptTarget(press.Cluster, node, press.Policy.Options.ConnectTimeout).AttachTo(request);
        return request;
    }

    private HttpRequestMessage Copy(DestinationState node, SessionFilter? sessions)
    {
        // Path and query are taken over as they stand: parsing and encoding them again could change them.
        var pathAndQuery = prepared.RequestUri!.OriginalString[Prefix(preparedFor).Length..];
        var copy = new HttpRequestMessage(prepared.Method, NodeUri.Of(node.Model.Config.Address, sessions?.PathAndQuery(pathAndQuery) ?? pathAndQuery))
        {
            Version = prepared.Version,
            VersionPolicy = prepared.VersionPolicy,
        };
        foreach (var header in prepared.Headers.NonValidated)
        {
            if (sessions is not null && header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                AddCookies(copy, header.Value, sessions);
            }
            else
            {
                HeaderCopy.Copy(header.Key, header.Value, copy.Headers);
            }
        }

        // A request without a body may have headers that speak of one, such as Content-Type.
        if (press.Body is null && prepared.Content is not null)
        {
            copy.Content = Content([]);
        }

        return copy;
    }

    private static void AddCookies(HttpRequestMessage request, HeaderStringValues headers, SessionFilter sessions)
    {
        foreach (var header in headers)
        {
            if (sessions.Cookies(header) is { } left)
            {
                request.Headers.TryAddWithoutValidation("Cookie", left);
            }
        }
    }

    private ByteArrayContent Content(byte[] body)
    {
        var content = new ByteArrayContent(body);
        foreach (var header in prepared.Content?.Headers.NonValidated ?? default)
        {
            if (!header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                HeaderCopy.Copy(header.Key, header.Value, content.Headers);
            }
        }

        return content;
    }

    private static string Prefix(DestinationState node) => node.Model.Config.Address.TrimEnd('/');
}
