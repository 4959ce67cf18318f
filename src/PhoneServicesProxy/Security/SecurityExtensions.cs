using PhoneServicesProxy.Security;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecurityExtensions
{
    /// <summary>A phone's form is a few hundred bytes.</summary>
    private const int MaxBodySize = 64 * 1024;

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
        });
        builder.Services.AddSingleton<AspNetCore.Routing.MatcherPolicy, OnlyQueryParametersPolicy>();
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseMiddleware<SessionInPathMiddleware>();
        app.UseRouting();
    }
}
