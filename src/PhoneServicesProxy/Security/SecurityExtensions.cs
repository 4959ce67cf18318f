using PhoneServicesProxy.Security;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecurityExtensions
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton<AspNetCore.Routing.MatcherPolicy, OnlyQueryParametersPolicy>();
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseMiddleware<SessionInPathMiddleware>();
        app.UseRouting();
    }
}
