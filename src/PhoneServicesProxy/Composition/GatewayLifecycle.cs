using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Composition;

/// <summary>Runs the last steps of the start and the first steps of the stop.</summary>
internal sealed partial class GatewayLifecycle(
    InheritedSockets sockets, IServer server, IHostApplicationLifetime lifetime, CurrentConfiguration current, TimeProvider time, ILogger<GatewayLifecycle> logger)
    : IHostedLifecycleService
{
    /// <summary>The start fails if an inherited socket is not used, because phones that connect to it would get no answer.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (sockets.Left is { Count: > 0 } left)
        {
            throw new InvalidOperationException(
                $"systemd has opened {string.Join(" and ", left)}, which neither Urls nor PhoneServices:Management:Url names. Let ListenStream= in the socket unit and these keys name the same addresses and ports.");
        }

        var configuration = current.Value;
        LogServing(
            GatewayVersion.Text,
            string.Join(" and ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []),
            configuration.Options.Get<DiscoveryOptions>().IsConfigured ? "the nodes of DNS" : Plural.Of(configuration.Options.Nodes.Count, "node"),
            Plural.Of(configuration.Clusters.Count, "service"),
            Plural.Of(configuration.Routes.Count, "route"));
        return Task.CompletedTask;
    }

    /// <summary>Waits between the stop signal, which readiness and answers report, and the stop itself.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogStopping();
        lifetime.StopApplication();
        await Task.Delay(current.Options.Get<ShutdownOptions>().Notice, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "PhoneServicesProxy {Version} serves phones at {Addresses}: {Nodes}, {Services}, {Routes}.", EventName = "GatewayStarted")]
    private partial void LogServing(string version, string addresses, string nodes, string services, string routes);

    [LoggerMessage(2, LogLevel.Information, "The gateway stops. Presses that are under way are finished first.", EventName = "GatewayStopping")]
    private partial void LogStopping();
}
