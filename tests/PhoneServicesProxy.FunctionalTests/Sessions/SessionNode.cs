using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Sessions;

/// <summary>
/// A node with sessions as Tomcat has them: its own ids in a cookie, and in the page's URLs until the client returns one. The
/// page's title is the session that it was asked with, or a new one.
/// </summary>
internal sealed class SessionNode : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _sessions = [];
    private readonly string _name;
    private ScriptedNode? _node;

    private SessionNode(string name) => _name = name;

    public string Name => _name;

    public Uri Address => _node!.Address;

    /// <summary>What phones asked, probes not counted.</summary>
    public ConcurrentQueue<(string Target, string Cookies)> Received { get; } = [];

    /// <summary>What happens before it answers a phone.</summary>
    public Func<HttpContext, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>How its URLs begin, before the path.</summary>
    public Func<HttpRequest, string> UrlBase { get; set; } = request => $"http://{request.Host}";

    /// <summary>What is added to its pages, to make them long.</summary>
    public string Padding { get; set; } = "";

    public static async Task<SessionNode> StartAsync(string name)
    {
        var node = new SessionNode(name);
        node._node = await ScriptedNode.StartAsync(node.AnswerAsync);
        return node;
    }

    public static async Task<SessionNode[]> StartAllAsync(params string[] names) => await Task.WhenAll(names.Select(StartAsync));

    public ValueTask DisposeAsync() => _node!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var isPhone = context.Request.Headers.UserAgent.ToString().Contains("Allegro", StringComparison.Ordinal);
        if (isPhone)
        {
            Received.Enqueue((target, context.Request.Headers.Cookie.ToString()));
            await Before(context);
        }

        var path = target.Split('?')[0];
        var known = Known(context.Request.Headers.Cookie.ToString(), path);
        var id = known ?? string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}").ToUpperInvariant() + "." + _name;
        if (known is null && isPhone)
        {
            _sessions[id] = true;
            context.Response.Headers.Append("Set-Cookie", $"JSESSIONID={id}; Path=/; HttpOnly");
            context.Response.Headers.Append("Set-Cookie", $"node={_name}");
        }

        var root = path.Contains("input", StringComparison.Ordinal) ? "CiscoIPPhoneInput" : "CiscoIPPhoneMenu";
        var url = $"{UrlBase(context.Request)}{path.Split(';')[0]}{(known is null ? $";jsessionid={id}" : "")}{new Uri("http://x" + target).Query}";
        context.Response.Headers["Refresh"] = $"60; url={url}";
        context.Response.ContentType = "text/xml;charset=utf-8";
        await context.Response.WriteAsync(
            $"<{root}><Title>{id}</Title><MenuItem><Name>{_name}{Padding}</Name><URL>{url.Replace("&", "&amp;", StringComparison.Ordinal)}</URL></MenuItem></{root}>");
    }

    private string? Known(string cookies, string path)
    {
        var ids = cookies.Split(';', StringSplitOptions.TrimEntries).Where(pair => pair.StartsWith("JSESSIONID=", StringComparison.Ordinal)).Select(pair => pair[11..].Trim('"'));
        return ids.Concat(path.Split(";jsessionid=").Skip(1)).FirstOrDefault(_sessions.ContainsKey);
    }
}
