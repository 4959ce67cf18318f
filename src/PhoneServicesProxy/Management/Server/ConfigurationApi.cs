using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoint for the configuration in force.</summary>
internal static class ConfigurationApi
{
    public static void MapConfiguration(this IEndpointRouteBuilder api) =>
        api.MapGet("/configuration", ([FromServices] ConfigurationReporter reporter) => reporter.Report())
            .WithName("getConfiguration")
            .WithTags("Configuration")
            .WithSummary("The configuration in force, without secrets.");
}
