using Microsoft.AspNetCore.RateLimiting;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Security;

/// <summary>Keeps the rate limit. ASP.NET Core's own middleware would cost each press a lease and a wait, and this limit never waits.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, PressRateLimiter limiter, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context) =>
        !IsSwitchedOff(context) && limiter.Take(context) is { } wait
            ? refusals.ShowAsync(context, RefusalReason.RateLimit, ErrorReason.Busy, StatusCodes.Status429TooManyRequests, wait)
            : next(context);

    /// <summary>True if the route says <c>"RateLimiterPolicy": "Disable"</c>.</summary>
    private static bool IsSwitchedOff(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null;
}
