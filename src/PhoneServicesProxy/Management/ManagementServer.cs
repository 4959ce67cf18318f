using OpenTelemetry.Metrics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Management;

/// <summary>Serves liveness and readiness on an address of its own, so that the phones' address never does.</summary>
internal sealed class ManagementServer(
    CurrentConfiguration current, ReadinessState readiness, NodeDiscovery discovery, MeterProvider metrics, IHostApplicationLifetime lifetime) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = current.Options.Management.Url;
        if (string.IsNullOrEmpty(url))
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.MapGet("/livez", () => "live\n");
        _server.MapGet("/readyz", Ready);
        _server.MapMetrics(metrics, current.Value.Root);
        await _server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>This server starts before the phones' address listens: who sends phones here must not be told too early.</summary>
    private IResult Ready() =>
        !lifetime.ApplicationStarted.IsCancellationRequested ? NotYet("the phones' address to listen")
        : discovery.AwaitsNodes ? NotYet("nodes from DNS")
        : !readiness.FirstVerdictsIn ? NotYet("the first verdict on every node")
        : Results.Text("ready\n");

    private static IResult NotYet(string what) =>
        Results.Text($"waiting for {what}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
