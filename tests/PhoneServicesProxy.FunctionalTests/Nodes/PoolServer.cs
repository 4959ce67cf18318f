using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Nodes;

/// <summary>
/// A server of phone services with a session for each phone, as a phone agent has one. Its page tells its name, and whether the phone is signed in there.
/// </summary>
internal sealed class PoolServer : IAsyncDisposable
{
    private readonly string _name;
    private ScriptedNode _node = null!;
    private int _presses;

    private PoolServer(string name) => _name = name;

    public string Name => _name;

    public Uri Address => _node.Address;

    public bool IsDead { get; set; }

    /// <summary>The requests of phones.</summary>
    public int Presses => _presses;

    public static async Task<PoolServer> StartAsync(string name, X509Certificate2? certificate = null)
    {
        var server = new PoolServer(name);
        server._node = await ScriptedNode.StartAsync(server.AnswerAsync, certificate);
        return server;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (IsDead)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (context.Request.Headers.ContainsKey("x-CiscoIPPhoneModelName"))
        {
            Interlocked.Increment(ref _presses);
        }

        if (context.Request.Path.Value!.Contains("authenticate", StringComparison.Ordinal) || context.Request.Path.Value.Contains("/auth", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync($"AUTHORIZED {_name} {context.Request.Path}{context.Request.QueryString}");
        }

        if (context.Request.Query.ContainsKey("signin"))
        {
            context.Response.Headers.SetCookie = $"JSESSIONID=of-{_name}; Path=/";
        }

        var isSignedIn = context.Request.Query.ContainsKey("signin") || context.Request.Headers.Cookie.ToString().Contains($"JSESSIONID=of-{_name}", StringComparison.Ordinal);
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(
            $"<CiscoIPPhoneMenu><Title>{_name}</Title><Prompt>{(isSignedIn ? "signed in" : "sign in")}</Prompt><MenuItem><Name>x</Name><URL>{Address}fippa/next</URL></MenuItem></CiscoIPPhoneMenu>");
    }
}
