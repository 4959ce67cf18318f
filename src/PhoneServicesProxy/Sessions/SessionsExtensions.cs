using PhoneServicesProxy.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SessionsExtensions
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionTable>();
        services.AddSingleton<SessionOwners>();
    }
}
