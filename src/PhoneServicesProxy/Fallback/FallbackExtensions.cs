using PhoneServicesProxy.Fallback;

namespace Microsoft.Extensions.DependencyInjection;

internal static class FallbackExtensions
{
    public static void UseFallback(this WebApplication app) => app.UseMiddleware<FallbackMiddleware>();
}
