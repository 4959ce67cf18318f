using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Hosting;

/// <summary>What there is to see to when everything has started, and before anything stops.</summary>
internal sealed class GatewayLifecycle(
    InheritedSockets sockets, IHostApplicationLifetime lifetime, CurrentConfiguration current, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>On an inherited socket that nobody serves, phones would wait in vain.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => sockets.Left is { Count: > 0 } left
        ? throw new InvalidOperationException(
            $"systemd has opened {string.Join(" and ", left)}, which neither Urls nor PhoneServices:Management:Url names. Let ListenStream= in the socket unit and these keys name the same addresses and ports.")
        : Task.CompletedTask;

    /// <summary>Time passes between the order to stop, which readiness and answers tell of, and the stop.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        await Task.Delay(current.Options.Shutdown.Notice, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
