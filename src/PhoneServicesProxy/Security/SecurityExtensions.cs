using System.Diagnostics;
using PhoneServicesProxy.Security;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecurityExtensions
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        // Only CR LF may end a line, because a proxy in front of the gateway may accept nothing else.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var services = builder.Services;
        services.AddSingleton<AspNetCore.Routing.MatcherPolicy, OnlyQueryParametersPolicy>();
        services.AddSingleton<ClientNetworks>();
        services.AddSingleton<Refusals>();
        services.AddFeatureMetrics<RefusalMetrics>();
        services.AddSingleton<EarlyRefusalAnswer>();
        services.AddSingleton<KestrelRefusals>();
        services.AddSingleton<FailedLogins>();
        services.AddSingleton<PressRateLimiter>();
    }

    /// <summary>Adds the checks from the first one to routing, the rate limit, and the request's body.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(app.Services.GetRequiredService<KestrelRefusals>(), KestrelRefusals.IsWanted);
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseMiddleware<RequestGateMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RoutedPagesMiddleware>();
        app.UseMiddleware<RateLimitMiddleware>();
        app.UseMiddleware<RequestBodyMiddleware>();
    }

    /// <summary>Must come after the press is created.</summary>
    public static void UseFailedLogins(this IApplicationBuilder press) => press.UseMiddleware<FailedLoginMiddleware>();
}
