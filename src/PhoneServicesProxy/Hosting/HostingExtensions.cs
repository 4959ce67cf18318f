using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

internal static class HostingExtensions
{
    /// <summary>How the process starts, shows that it lives, and goes; under systemd as systemd wants it.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;

        // A byte for a character, both ways: headers pass as they were sent. As UTF-8, what is none would be refused; as ASCII, a page would be
        // lost whose node has a word with an accent in a header.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // With an encoding for Content-Length Kestrel reads "5" and a NUL as 5. Without one it refuses that.
            kestrel.RequestHeaderEncodingSelector = static name =>
                name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? null : Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        });
        services.AddSingleton(_ => InheritedSockets.OfEnvironment());
        services.AddOptions<SocketTransportOptions>().Configure<InheritedSockets>((transport, sockets) => sockets.Configure(transport));
        services.AddSingleton<Newcomers>();

        // Not AddSystemd, which looks at the parent process for that: in /proc, where ProtectProc= hides it.
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
