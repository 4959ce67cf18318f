using System.Xml.Linq;

namespace CallManagerSimulator.Tests;

/// <summary>A cluster and a client without cookies for each test.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    protected const string Device = "SEP001122334455";
    protected const string EmPath = "/emapp/EMAppServlet?device=" + Device;
    protected const string LoginPath = EmPath + "&userid=user1&seq=12345";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    protected SimulatedCluster Cluster { get; private set; } = null!;

    protected SimulatedNode Publisher => Cluster.Nodes[0];

    protected SimulatedNode Subscriber => Cluster.Nodes[1];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected virtual SimulatedClusterOptions Options => new();

    public async ValueTask InitializeAsync() => Cluster = await SimulatedCluster.StartAsync(Options, Ct);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task WaitForAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    protected Task<HttpResponseMessage> SendAsync(SimulatedNode node, string target, params (string Name, string Value)[] headers) =>
        SendAsync(node, HttpMethod.Get, target, null, headers);

    protected Task<HttpResponseMessage> SendAsync(
        SimulatedNode node, HttpMethod method, string target, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(node.Address, target)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request, Ct);
    }

    protected async Task<string> GetTextAsync(SimulatedNode node, string target, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(node, target, headers);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    protected async Task<XElement> GetXmlAsync(SimulatedNode node, string target, params (string Name, string Value)[] headers) =>
        XElement.Parse(await GetTextAsync(node, target, headers));
}
