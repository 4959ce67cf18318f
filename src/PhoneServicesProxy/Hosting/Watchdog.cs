using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting.Systemd;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Notifies systemd's watchdog only after the gateway answered on one of its phone addresses. The framework and Kestrel notify without such a check.
/// If the gateway hangs, the notifications stop and systemd restarts it.
/// </summary>
internal sealed partial class Watchdog(
    WatchdogPeriod period, ISystemdNotifier systemd, IServer server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Watchdog> logger)
    : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);

        // A quarter of the period, so a single missed check, such as a pause of the machine, does no harm.
        using var timer = new PeriodicTimer(period.Value / 4, time);
        while (await timer.WaitForNextTickAsync(ended.Token))
        {
            if (lifetime.ApplicationStarted.IsCancellationRequested)
            {
                await CheckAsync(ended.Token);
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        if (await SelfCheck.AnswersAsync(BindingAddress.Parse(address), period.Value / 4, time, cancellation))
        {
            systemd.Notify(Alive);
        }
        else
        {
            LogSilent(address, period.Value);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The gateway does not answer at its own address {Address}. systemd is not notified, and restarts the gateway after {Period} without an answer.", EventName = "SelfCheckFailed")]
    private partial void LogSilent(string address, TimeSpan period);
}
