using PhoneServicesProxy.AccessLog;

namespace Microsoft.Extensions.DependencyInjection;

internal static class AccessLogExtensions
{
    /// <param name="services">The gateway's services.</param>
    /// <param name="options">The settings.</param>
    /// <param name="stateFile">The state file; null if nothing is kept.</param>
    public static void AddAccessLog(this IServiceCollection services, AccessLogOptions options, string? stateFile)
    {
        if (!options.Enabled)
        {
            return;
        }

        var folder = AccessLogFolder.Of(options.Directory, stateFile)!;
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AccessLogWriter>(provider, folder));
        services.AddHostedService(provider => provider.GetRequiredService<AccessLogWriter>());
    }

    /// <summary>Must come before everything that answers phones, and after the middleware that counts presses.</summary>
    public static void UseAccessLog(this WebApplication app)
    {
        if (app.Services.GetService<AccessLogWriter>() is not null)
        {
            app.UseMiddleware<AccessLogMiddleware>();
        }
    }
}
