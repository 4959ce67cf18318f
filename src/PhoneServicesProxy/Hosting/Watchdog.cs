using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting.Systemd;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Tells systemd that the gateway lives, but only after it was seen to: a phone's address was asked and has answered. Neither the
/// framework's hosting nor Kestrel does. A gateway that hangs or starves falls silent, and systemd starts it anew.
/// </summary>
internal sealed partial class Watchdog(
    WatchdogPeriod period, ISystemdNotifier systemd, IServer server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Watchdog> logger)
    : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);

        // One silence is forgiven: it may have been a pause of the machine.
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

    [LoggerMessage(1, LogLevel.Warning, "The gateway does not answer at its own address {Address}. systemd is told nothing, and starts it anew after {Period} of that.", EventName = "SelfCheckFailed")]
    private partial void LogSilent(string address, TimeSpan period);
}
