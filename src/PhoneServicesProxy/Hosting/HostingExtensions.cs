using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

internal static class HostingExtensions
{
    /// <summary>Adds the start, the stop and the signs of life of the process; under systemd also its notifications.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;

        // Latin-1 maps each byte to one character, so headers pass unchanged. UTF-8 would refuse invalid sequences. ASCII would lose the page of a
        // node whose header has an accented letter.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // If Content-Length has an encoding, Kestrel reads "5" and a NUL as 5. Without one, it refuses that.
            kestrel.RequestHeaderEncodingSelector = static name =>
                name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? null : Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        });
        services.AddSingleton(_ => InheritedSockets.OfEnvironment());
        services.AddOptions<SocketTransportOptions>().Configure<InheritedSockets>((transport, sockets) => sockets.Configure(transport));
        services.AddSingleton<NewConnections>();

        // AddSystemd is not used: it reads the parent process from /proc, where ProtectProc= hides it.
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 })
        {
            services.AddSystemdNotifications();
        }
    }

    public static void UseHosting(this WebApplication app) => app.UseMiddleware<LastAnswerMiddleware>();

    private static void AddSystemdNotifications(this IServiceCollection services)
    {
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
        if (WatchdogPeriod.Of(Environment.GetEnvironmentVariable) is { } period)
        {
            services.AddSingleton(period);
            services.AddHostedService<Watchdog>();
        }
    }
}
