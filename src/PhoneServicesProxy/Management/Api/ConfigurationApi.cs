using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The configuration in force.</summary>
internal static class ConfigurationApi
{
    public static void MapConfiguration(this IEndpointRouteBuilder api) => api.MapGet("/configuration", Configuration).WithName("GetConfiguration");

    /// <summary>The configuration in force, without secrets.</summary>
    private static ConfigurationReport Configuration([FromServices] ConfigurationReporter reporter) => reporter.Report();
}
