using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OpenTelemetry.Metrics;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Management.StatusPage;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Serves liveness, readiness, metrics, the API and the status page on an address of its own, which is never the phones' address.</summary>
internal sealed partial class ManagementServer(
    IServiceProvider gateway,
    CurrentConfiguration current,
    ReadinessState readiness,
    NodeDiscovery discovery,
    MeterProvider metrics,
    InheritedSockets sockets,
    IHostApplicationLifetime lifetime,
    ILogger<ManagementServer> logger)
    : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>The address; null if the endpoint is off.</summary>
    public Uri? Address => _server is { Urls: { } urls } ? new(urls.First()) : null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = current.Options.Get<ManagementOptions>().Url;
        if (string.IsNullOrEmpty(url))
        {
            return;
        }

        gateway.GetRequiredService<OrderLogWriter>().Begin();
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<SocketTransportOptions>(sockets.Configure);
        UseTls(builder.WebHost);
        AddServices(builder.Services);
        _server = builder.Build();
        Map(_server);
        await _server.StartAsync(cancellationToken);
        if (Address is { Scheme: "http" } address && !ManagementUrl.IsOfThisMachine(address))
        {
            LogUnencrypted(address);
        }

        var management = current.Options.Get<ManagementOptions>();
        foreach (var file in management.Keys.Values.Select(key => key.KeyFile).Append(management.ApiKeyFile).Where(ApiKeyFile.IsForAll))
        {
            LogKeyForAll(file!);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void UseTls(IWebHostBuilder server)
    {
        if (current.Options.Get<ManagementOptions>().IsHttps)
        {
            var tls = gateway.GetRequiredService<ManagementTls>();
            server.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(tls.Configure));
        }
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddApiDescription();
        services.AddSingleton(gateway.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(gateway.GetRequiredService<TimeProvider>());
        services.AddSingleton(gateway.GetRequiredService<ApiKeys>());
        services.AddSingleton(gateway.GetRequiredService<OrderLogWriter>());
        services.AddSingleton<WrongKeys>();
        services.AddSingleton(gateway.GetRequiredService<NodeControl>());
        services.AddSingleton(gateway.GetRequiredService<NodesReporter>());
        services.AddSingleton(gateway.GetRequiredService<ServicesReporter>());
        services.AddSingleton(gateway.GetRequiredService<ConfigurationReporter>());
        foreach (var certificate in gateway.GetServices<ReloadingCertificate>())
        {
            services.AddSingleton(certificate);
        }

        services.AddSingleton(gateway.GetRequiredService<EventLog>());
        services.AddSingleton(gateway.GetRequiredService<LiveStream>());
        services.AddSingleton(gateway.GetRequiredService<Watches>());
        services.AddSingleton(gateway.GetRequiredService<WiringReporter>());
        services.AddSingleton(gateway.GetRequiredService<LastAudit>());
        services.AddSingleton(new StopSignal(lifetime.ApplicationStopping));
    }

    private void Map(WebApplication server)
    {
        server.UseMiddleware<AnswerRules>();
        server.UseStatusCodePages();
        server.UseMiddleware<HeadRequests>();

        // Routing comes first, because the record of a refused order has the operation's name.
        server.UseRouting();
        server.UseMiddleware<AccessMiddleware>();
        server.MapGet("/livez", () => "live\n").ExcludeFromDescription();
        server.MapGet("/readyz", Ready).ExcludeFromDescription();
        server.MapMetrics(metrics, current.Value.Root);
        server.MapStatusPage();
        var api = server.MapApi();
        api.MapNodes();
        api.MapEvents();
        api.MapWatches();
        api.MapWiring();
        api.MapCertificates();
        api.MapConfiguration();
        api.MapAccess();
        server.MapApiDescription();
    }

    /// <summary>
    /// This server starts before the phones' address listens and stops after it. A load balancer therefore learns the right state at the right time.
    /// </summary>
    private IResult Ready() =>
        lifetime.ApplicationStopping.IsCancellationRequested ? NotReady("stopping")
        : !lifetime.ApplicationStarted.IsCancellationRequested ? NotReady("waiting for the phones' address to listen")
        : discovery.AwaitsNodes ? NotReady("waiting for nodes from DNS")
        : !readiness.FirstVerdictsIn ? NotReady("waiting for the first verdict on every node")
        : Results.Text("ready\n");

    private static IResult NotReady(string why) => Results.Text($"{why}\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(1, LogLevel.Warning, "Other machines can reach the management endpoint {Address}, which is not https: the API key can be read on the way. Set PhoneServices:Management:Url to https and PhoneServices:Management:Certificate:Path to its certificate.", EventName = "ManagementUnencrypted")]
    private partial void LogUnencrypted(Uri address);

    [LoggerMessage(2, LogLevel.Warning, "Everybody on this machine can read the API key in {File}, and use it: chmod o-r {File}.", EventName = "ManagementKeyForAll")]
    private partial void LogKeyForAll(string file);
}
