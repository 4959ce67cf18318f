using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.Discovery;

public sealed class NodesThatComeAndGoTests : IAsyncLifetime
{
    private const string Target = "ccm-sub1.example.com";

    private readonly ConcurrentQueue<string> _connections = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestGateway _gateway = null!;
    private ScriptedNode _first = null!;
    private ScriptedNode _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await ScriptedNode.StartAsync(AnswerAsync);
        _second = await ScriptedNode.StartAsync(AnswerAsync);
        _gateway = await TestGateway.StartAsync(
            Array.Empty<(string, Uri)>(),
            "--PhoneServices:Discovery:AddressName=ccm.example.com", $"--PhoneServices:Discovery:NameServers:0=127.0.0.1:{FreePort.Next()}",
            "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false");
    }

    [Fact]
    public async Task Press_AnotherNodeComesAndGoes_UsesTheSameConnection()
    {
        using var phone = new Phone(_gateway.Address);
        await AcceptAsync(Node(_first, 1));
        await phone.MenuAsync();
        await AcceptAsync(Node(_first, 1), Node(_second, 2));
        await phone.MenuAsync();
        await AcceptAsync(Node(_first, 1));
        await phone.MenuAsync();

        Assert.Equal(3, _connections.Count);
        Assert.Single(_connections.Distinct());
    }

    [Fact]
    public async Task Press_ItsNodeGoesMeanwhile_IsAnswered()
    {
        using var phone = new Phone(_gateway.Address);
        await AcceptAsync(Node(_first, 1));

        var pressing = phone.GetAsync("/ccmcip/getservicesmenu.jsp?name=SEPSLOW000000");
        await _arrived.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await AcceptAsync(Node(_second, 1));
        _released.SetResult();

        Assert.Contains("CiscoIPPhoneMenu", (await pressing).Body, StringComparison.Ordinal);
        Assert.Single(_connections);
    }

    [Fact]
    public async Task Press_PageNamesTheTarget_LeadsBackToTheGateway()
    {
        using var phone = new Phone(_gateway.Address);
        await AcceptAsync(Node(_first, 1));

        var answer = await phone.MenuAsync();

        Assert.DoesNotContain(Target, answer.Body, StringComparison.Ordinal);
        Assert.Contains($"<URL>{_gateway.Address}emapp/EMAppServlet</URL>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_NoNodeFoundYet_GetsAPageThatSaysSo()
    {
        using var phone = new Phone(_gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("CiscoIPPhoneText", answer.Body, StringComparison.Ordinal);
        Assert.False(_gateway.Get<ReadinessState>().FirstVerdictsIn);
        Assert.True(_gateway.Get<NodeDiscovery>().AwaitsNodes);
    }

    [Fact]
    public void Sources_NameServerDead_AreMeasured()
    {
        using var nodes = new MetricCollector<int>(_gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.discovery.nodes");
        using var age = new MetricCollector<double>(_gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.discovery.age");

        nodes.RecordObservableInstruments();
        age.RecordObservableInstruments();

        Assert.Equal((0, "ccm.example.com"), (nodes.LastMeasurement!.Value, nodes.LastMeasurement.Tags["name"]));
        Assert.Empty(age.GetMeasurementSnapshot());
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private static DiscoveredNode Node(ScriptedNode node, int priority) =>
        new($"{Target}-{node.Address.Port}", Target, IPAddress.Loopback, node.Address.Port, priority, 1);

    /// <summary>As a lookup does, and returns when the nodes have been judged.</summary>
    private async Task AcceptAsync(params DiscoveredNode[] nodes)
    {
        _gateway.Get<CurrentConfiguration>().CompleteBy(written => DiscoveredNodes.AddTo(written, nodes));
        var table = _gateway.Get<NodeTable>();
        await Eventually.IsAsync(() =>
            table.Nodes.Select(node => node.Destination.DestinationId).Distinct().Order().SequenceEqual(nodes.Select(node => node.Name).Order())
            && table.Nodes.Where(node => node.Cluster.ClusterId == "services-menu").All(node => node.State == NodeCondition.Up));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey("x-CiscoIPPhoneModelName"))
        {
            _connections.Enqueue(context.Connection.Id);
        }

        if ($"{context.Request.QueryString}".Contains("SEPSLOW", StringComparison.Ordinal))
        {
            _arrived.TrySetResult();
            await _released.Task;
        }

        var root = $"{context.Request.Path}".Contains("xmldirectoryinput", StringComparison.Ordinal) ? "CiscoIPPhoneInput" : "CiscoIPPhoneMenu";
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(
            $"<{root}><Title>t</Title><MenuItem><Name>n</Name><URL>http://{Target}:8080/emapp/EMAppServlet</URL></MenuItem></{root}>");
    }
}
