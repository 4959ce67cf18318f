using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Makes each attempt's message from the one that YARP prepared for the node picked first. That node gets the prepared message itself.
/// The others get copies, even while the prepared message is being sent. Sending only reads its headers.
/// </summary>
internal sealed class NodeRequest(NodeMessage prepared, Press press, DestinationState preparedFor)
{
    private const string Cookie = "Cookie";

    /// <summary>The cookies as the phone sent them. Each node gets only its own sessions.</summary>
    private readonly string[] _cookies = press.Sessions is not null && prepared.Headers.NonValidated.TryGetValues(Cookie, out var cookies) ? [.. cookies] : [];

    /// <summary>The Host for a node without one of its own. The prepared message gets the first node's Host.</summary>
    private readonly string? _host =
        preparedFor.Model.Config.Host is not null && prepared.Headers.NonValidated.TryGetValues("Host", out var values) ? values.ToString() : null;

    private NodeMessage? _first;
    private string? _pathAndQuery;

    /// <summary>Copied unchanged, because parsing and encoding could change them.</summary>
    private string PathAndQuery => _pathAndQuery ??= prepared.RequestUri!.OriginalString[Prefix(preparedFor).Length..];

    /// <summary>Completes the first node's message early, because others may be copied from it before it is sent.</summary>
    public void Prepare() => _first = Make(preparedFor);

    public HttpRequestMessage For(DestinationState node) => node == preparedFor && _first is { } first ? first : Make(node);

    /// <summary>True if the request carries a session of any node.</summary>
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

    private NodeMessage Make(DestinationState node)
    {
        var request = node == preparedFor ? prepared : Copy(node);
        if (press.Sessions is { } sessions)
        {
            PutSessions(request, node, sessions);
        }

        // A node's own Host wins. Without one, the Host is the result of YARP's transforms.
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

        // The connection is not used again. If a node takes part of this request for a second request, its answer is never read.
        if (!press.MayRepeat)
        {
            request.Headers.ConnectionClose = true;
        }

        if (press.Body is { } body)
        {
            request.Content = Content(body);
        }

        request.Target = new(node, press.Policy.Options.ConnectTimeout);
        return request;
    }

    private NodeMessage Copy(DestinationState node)
    {
        var copy = new NodeMessage
        {
            Method = prepared.Method,
            RequestUri = NodeUri.Of(node.Model.Config.Address, PathAndQuery),
            Version = prepared.Version,
            VersionPolicy = prepared.VersionPolicy,
        };
        foreach (var (name, values) in prepared.Headers.NonValidated)
        {
            if (_cookies.Length == 0 || !name.Equals(Cookie, StringComparison.OrdinalIgnoreCase))
            {
                HeaderCopy.Copy(name, values, copy.Headers);
            }
        }

        // A request without a body may still have headers of one, such as Content-Type.
        if (press.Body is null && prepared.Content is not null)
        {
            copy.Content = Content([]);
        }

        return copy;
    }

    /// <summary>The prepared message gets its sessions before it is sent, so copies made meanwhile read headers that do not change.</summary>
    private void PutSessions(HttpRequestMessage request, DestinationState node, PressSessions sessions)
    {
        var isFirst = node == press.FirstNode;
        if (sessions.InPath is not null)
        {
            var query = PathAndQuery.IndexOf('?', StringComparison.Ordinal);
            var path = query < 0 ? PathAndQuery.Length : query;
            request.RequestUri = NodeUri.Of(
                node.Model.Config.Address,
                string.Concat(PathAndQuery.AsSpan(0, path), sessions.PathParameter(node, isFirst), PathAndQuery.AsSpan(path)));
        }

        if (_cookies.Length > 0)
        {
            request.Headers.Remove(Cookie);
            foreach (var header in _cookies)
            {
                if (sessions.Cookies(header, node, isFirst) is { } left)
                {
                    request.Headers.TryAddWithoutValidation(Cookie, left);
                }
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
