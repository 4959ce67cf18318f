using PhoneServicesProxy.AccessLog;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Composition;

/// <summary>The table of contents: the gateway's parts, in the order in which a request passes them.</summary>
internal static class Gateway
{
    /// <param name="configuration">The first configuration.</param>
    /// <param name="loader">Reads the configuration again when its files change.</param>
    /// <param name="before">Adds middleware before all other; null for none.</param>
    public static WebApplication Build(GatewayConfiguration configuration, ConfigurationLoader loader, Action<WebApplication>? before = null)
    {
        var app = BuildServices(configuration, loader);
        before?.Invoke(app);
        app.UseManagement();
        app.UseLastResort();
        app.UseHosting();
        app.UseTelemetry();
        app.UseAccessLog();
        app.UseSecurity();
        app.UseOverload();
        app.UseFallback();
        app.UseIdlePages();
        app.MapPhoneServices();
        return app;
    }

    /// <summary>Builds all parts without the request pipeline: nothing is served, and no node is probed.</summary>
    public static WebApplication BuildServices(GatewayConfiguration configuration, ConfigurationLoader loader)
    {
        // The framework reads appsettings.json from this directory and fails if it cannot. Without this, the directory would be the one in which the
        // gateway was started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.AddGatewayConfiguration(configuration, loader);
        builder.Services.AddExhaustion();
        builder.AddHosting();
        builder.AddSecurity();
        builder.Services.AddOverload();
        builder.AddTelemetry();
        builder.Services.AddAccessLog(
            configuration.Options.Get<AccessLogOptions>(), StateDirectory.FileOf(configuration.Options.Get<ManagementOptions>().StateFile, configuration.Root));
        builder.Services.AddWatching();
        builder.Services.AddWiring();
        builder.Services.AddDiscovery();
        builder.Services.AddCertificates();
        builder.Services.AddPhonesTls();
        builder.Services.AddHealth();
        builder.Services.AddLoadBalancing();
        builder.Services.AddFailover();
        builder.Services.AddAnswerHeaders();
        builder.Services.AddIdlePages();
        builder.Services.AddFallback(configuration.Options.Get<LastGoodPageOptions>());
        builder.Services.AddManagement(configuration);
        builder.Services.AddReverseProxy().LoadGatewayConfiguration(configuration);
        return builder.Build();
    }
}
