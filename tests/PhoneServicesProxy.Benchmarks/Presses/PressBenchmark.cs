using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Benchmarks.Presses;

/// <summary>
/// A press from the choice of its node to the page for the phone, with the shipped settings and without sockets. The time and the memory are
/// then the gateway's own. It is public because the library demands it.
/// </summary>
[MemoryDiagnoser]
public class PressBenchmark
{
    private const string Route = "services-menu-jsp";
    private WebApplication _app = null!;
    private RouteModel _route = null!;
    private RoutePolicy _policy = null!;
    private NodePicker _picker = null!;
    private Func<HttpContext, Press, ValueTask<ForwarderError>> _forward = null!;
    private TimeProvider _time = null!;

    /// <summary>Builds the gateway, with a node that needs no socket.</summary>
    /// <returns>The end of that.</returns>
    [GlobalSetup]
    public async Task BeginAsync()
    {
        string[] arguments =
        [
            "--PhoneServices:Management:StateFile=",
            "--Logging:LogLevel:Default=None",
            "--PhoneServices:Nodes:a:Address=http://10.1.1.1/",
            "--PhoneServices:Nodes:b:Address=http://10.1.1.2/",
            "--PhoneServices:Nodes:c:Address=http://10.1.1.3/",
        ];
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], arguments));
        var loaded = await loader.LoadAsync();
        _app = Gateway.Build(loaded.Configuration!, loader);
        var services = _app.Services;
        _time = services.GetRequiredService<TimeProvider>();
        _picker = services.GetRequiredService<NodePicker>();
        _policy = services.GetRequiredService<RoutePolicies>().Of(Route);
        _route = services.GetRequiredService<IProxyStateLookup>().TryGetRoute(Route, out var route) ? route : throw new InvalidOperationException($"{Route} is no route.");

        var node = new HttpMessageInvoker(new MenuNode());
        var nodes = new HttpMessageInvoker(ActivatorUtilities.CreateInstance<FailoverHandler>(services, new NodeClients(node, node)));
        var forwarder = services.GetRequiredService<IHttpForwarder>();
        _forward = (context, press) =>
            forwarder.SendAsync(context, press.NextNode()!.Model.Config.Address, nodes, ForwarderRequestConfig.Empty, _route.Transformer);
    }

    /// <summary>Ends the gateway.</summary>
    /// <returns>The end of that.</returns>
    [GlobalCleanup]
    public ValueTask EndAsync() => _app.DisposeAsync();

    /// <summary>A press for the Services menu.</summary>
    /// <returns>The status that the phone got.</returns>
    [Benchmark]
    public async Task<int> Menu()
    {
        var context = Request();
        var press = new Press(context, _route, _route.Cluster!, _policy, _picker) { Began = _time.GetTimestamp(), Sessions = PressSessions.Of(context, _policy.Marks) };
        context.Features.Set(press);
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature { Route = _route, Cluster = _route.Cluster!.Model });
        await _forward(context, press);
        return press.Shown is { Won: true } ? context.Response.StatusCode : throw new InvalidOperationException("The phone got no page.");
    }

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        (request.Method, request.Scheme, request.Host, request.Protocol) = (HttpMethods.Get, "http", new("gateway:8080"), "HTTP/1.1");
        (request.Path, request.QueryString) = ("/ccmcip/getservicesmenu.jsp", new("?name=SEP00077D000001"));
        request.Headers.Accept = "x-CiscoIPPhone/*, text/*,image/png,*/*";
        request.Headers.AcceptLanguage = "en_US";
        request.Headers.AcceptCharset = "utf-8,;q=0.8";
        request.Headers["x-CiscoIPPhoneModelName"] = "CP-8841";
        request.Headers["x-CiscoIPPhoneSDKVersion"] = "8.5.1";
        request.Headers["x-CiscoIPPhoneDisplay"] = "559, 265, 24, C";
        return context;
    }
}
