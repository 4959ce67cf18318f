using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.LastResort;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Commands;

/// <summary>
/// Delays the end of the process after a failed start under systemd. Otherwise systemd would restart it immediately and endlessly, while phones wait
/// on the socket that systemd holds. Meanwhile phones get a page. A changed file ends the delay.
/// </summary>
internal static class FailedStart
{
    /// <summary>Must be less than TimeoutStartSec= in the unit.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    public static async Task HoldAsync(ConfigurationLoader loader, CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 })
        {
            return;
        }

        new SystemdNotifier().Notify(new($"STATUS=The start failed; see the log. The next try comes in {Pause.TotalSeconds:0} s, or when a file changes."));
        using var sockets = InheritedSockets.OfEnvironment();
        await HoldAsync(sockets, loader, TimeProvider.System, stop);
    }

    /// <summary>Answers on these sockets until the delay is over, a file has changed, or the process is told to stop.</summary>
    internal static async Task HoldAsync(InheritedSockets sockets, ConfigurationLoader loader, TimeProvider time, CancellationToken stop)
    {
        await using var server = await TryServeAsync(sockets, stop);
        var began = time.GetTimestamp();
        while (!stop.IsCancellationRequested && time.GetElapsedTime(began) < Pause && loader.Changes.IsUnchanged)
        {
            await Task.Delay(Period, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null if there is no socket, or if serving fails.</summary>
    private static async Task<WebApplication?> TryServeAsync(InheritedSockets sockets, CancellationToken stop)
    {
        if (sockets.Left is not { Count: > 0 } left)
        {
            return null;
        }

        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in left)
            {
                kestrel.Listen(endpoint);
            }
        });
        builder.Services.Configure<SocketTransportOptions>(sockets.Configure);
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.Headers.Connection = "close";
            return LastResortPage.WriteAsync(context);
        });
        try
        {
            await server.StartAsync(stop);
            return server;
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            await server.DisposeAsync();
            return null;
        }
    }
}
