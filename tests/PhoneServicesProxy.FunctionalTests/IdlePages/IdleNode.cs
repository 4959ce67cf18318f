using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.IdlePages;

/// <summary>A node that is in good health and counts who asks for its idle page.</summary>
internal sealed class IdleNode : IAsyncDisposable
{
    public const string Page = "<?xml version=\"1.0\" encoding=\"utf-8\"?><CiscoIPPhoneText><Text>Idle</Text></CiscoIPPhoneText>";

    private ScriptedNode? _node;
    private int _asked;

    private IdleNode(RequestDelegate idle) => Idle = idle;

    /// <summary>What is done for the idle page.</summary>
    public RequestDelegate Idle { get; set; }

    public Uri Address => _node!.Address;

    /// <summary>How often the idle page was asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static async Task<IdleNode> StartAsync(RequestDelegate? idle = null)
    {
        var node = new IdleNode(idle ?? (context => WriteAsync(context)));
        node._node = await ScriptedNode.StartAsync(node.AnswerAsync);
        return node;
    }

    public static Task WriteAsync(HttpContext context, string page = Page)
    {
        context.Response.ContentType = "text/xml";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page)).AsTask();
    }

    public ValueTask DisposeAsync() => _node!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.Value!.Contains("/idle.", StringComparison.Ordinal))
        {
            await WriteAsync(context, "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>");
            return;
        }

        Interlocked.Increment(ref _asked);
        await Idle(context);
    }
}
