using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Events;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Management.Server;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ManagementExtensions
{
    public static void AddManagement(this IServiceCollection services, GatewayConfiguration configuration)
    {
        var stateFile = StateDirectory.FileOf(configuration.Options.Get<ManagementOptions>().StateFile, configuration.Root);
        services.AddSingleton(new StateFilePath(stateFile));
        services.AddSingleton(OrderLogPath.Of(configuration.Options.Get<ManagementOptions>().AuditLog.File, stateFile));
        services.AddSingleton<OrderLogWriter>();
        services.AddSingleton<OverrideFile>();
        services.AddSingleton<NodeOverrides>();
        services.AddSingleton<NodeControl>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventRecorder>();
        services.AddSingleton<OutageReporter>();
        services.AddHostedService<LostServicesReporter>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<UsersReporter>();
        services.AddSingleton<FilesOnDisk>();
        services.AddSingleton<WiringReporter>();
        services.AddSingleton<NodesReporter>();
        services.AddSingleton<ServicesReporter>();
        services.AddSingleton<ConfigurationReporter>();
        services.AddSingleton<LocalKey>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<IReloaded>(provider => provider.GetRequiredService<ApiKeys>());
        services.AddServerCertificate(
            ManagementTls.CertificateName, options => options.Get<ManagementOptions>() is { IsHttps: true } management ? management.Certificate : new());
        services.AddSingleton<ManagementTls>();
        services.AddSingleton<IReloaded>(provider => provider.GetRequiredService<ManagementTls>());
        services.AddSingleton<ManagementServer>();
        services.AddHostedService(provider => provider.GetRequiredService<ManagementServer>());
    }

    /// <summary>Must be called before the first probe, so all events are recorded.</summary>
    public static void UseManagement(this WebApplication app)
    {
        app.Services.GetRequiredService<EventRecorder>();
        app.Services.GetRequiredService<FilesOnDisk>();
        app.Services.GetRequiredService<NodeStateChanges>().Changed += app.Services.GetRequiredService<OutageReporter>().OnNode;
        var control = app.Services.GetRequiredService<NodeControl>();
        control.ConfigurationChanged();
        app.Services.GetRequiredService<ConfigurationReloader>().Reloaded += loaded =>
        {
            if (loaded.Configuration is not null)
            {
                control.ConfigurationChanged();
            }
        };
    }
}
