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
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<PressRateLimiter, Refusals>((options, limiter, refusals) =>
        {
            options.GlobalLimiter = limiter;
            options.OnRejected = (rejected, _) => new(RefuseAsync(rejected, refusals));
        });
    }

    /// <summary>Adds the checks from the first one to routing and the rate limit.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(app.Services.GetRequiredService<KestrelRefusals>(), KestrelRefusals.IsWanted);
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseMiddleware<RequestGateMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RoutedPagesMiddleware>();
        app.UseRateLimiter();
    }

    /// <summary>Must come before everything that needs the body.</summary>
    public static void UseRequestBody(this IApplicationBuilder proxy) => proxy.UseMiddleware<RequestBodyMiddleware>();

    /// <summary>Must come after the press is created.</summary>
    public static void UseFailedLogins(this IApplicationBuilder press) => press.UseMiddleware<FailedLoginMiddleware>();

    private static Task RefuseAsync(OnRejectedContext rejected, Refusals refusals) =>
        refusals.ShowAsync(
            rejected.HttpContext,
            RefusalReason.RateLimit,
            ErrorReason.Busy,
            StatusCodes.Status429TooManyRequests,
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
}
