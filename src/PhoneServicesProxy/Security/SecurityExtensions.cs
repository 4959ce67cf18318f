using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Security;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecurityExtensions
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        // CR LF ends a line, and nothing else does: a proxy before the gateway may see it so.
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
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<PressRateLimiter, Refusals>((options, limiter, refusals) =>
        {
            options.GlobalLimiter = limiter;
            options.OnRejected = (rejected, _) => new(RefuseAsync(rejected, refusals));
        });
    }

    /// <summary>From the way in to the route.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(app.Services.GetRequiredService<KestrelRefusals>(), KestrelRefusals.IsWanted);
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseMiddleware<RequestGateMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RoutedPagesMiddleware>();
        app.UseRateLimiter();
    }

    /// <summary>To stand before whatever needs the body.</summary>
    public static void UseRequestBody(this IApplicationBuilder proxy) => proxy.UseMiddleware<RequestBodyMiddleware>();

    /// <summary>To stand where it is known what the press asks with.</summary>
    public static void UseFailedLogins(this IApplicationBuilder press) => press.UseMiddleware<FailedLoginMiddleware>();

    private static Task RefuseAsync(OnRejectedContext rejected, Refusals refusals) =>
        refusals.ShowAsync(
            rejected.HttpContext,
            RefusalReason.RateLimit,
            ErrorReason.Busy,
            StatusCodes.Status429TooManyRequests,
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
}
