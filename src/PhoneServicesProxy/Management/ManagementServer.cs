using OpenTelemetry.Metrics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Management;

/// <summary>Serves liveness and readiness on an address of its own, so that the phones' address never does.</summary>
internal sealed class ManagementServer(CurrentConfiguration current, ReadinessState readiness, MeterProvider metrics) : IHostedService, IAsyncDisposable
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

    private IResult Ready() => readiness.FirstVerdictsIn
        ? Results.Text("ready\n")
        : Results.Text("waiting for the first verdict on every node\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
