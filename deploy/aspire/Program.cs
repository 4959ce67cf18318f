using Microsoft.Extensions.Configuration;

// The gateway in front of three simulated nodes, and the Aspire dashboard beside it. Everything listens on this machine only.
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    TrustDeveloperCertificate = false,
    DashboardApplicationName = "PhoneServicesProxy",
});
var settings = builder.Configuration;
settings["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
settings["ASPNETCORE_URLS"] ??= "http://127.0.0.1:18888";
settings["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ??= "http://127.0.0.1:18889";
settings["Logging:LogLevel:Microsoft.AspNetCore"] ??= "Warning";
settings["Logging:LogLevel:System.Net.Http"] ??= "Warning";

var state = Directory.CreateTempSubdirectory("phone-services-aspire");
var gateway = AddProgram(new Projects.PhoneServicesProxy(), "gateway")
    .WithArgs($"--PhoneServices:Management:StateFile={Path.Combine(state.FullName, "overrides.json")}")
    .WithOtlpExporter()
    // All presses, and at once: a collector of many gateways wants neither.
    .WithEnvironment("OTEL_TRACES_SAMPLER", "always_on")
    .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "500")
    .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "500")
    .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "1000")
    .WithArgs("--Logging:LogLevel:PhoneServicesProxy.Failover=Debug");
gateway.WithArgs($"--Urls=http://127.0.0.1:{Listen(gateway, "phones", 8080)}")
    .WithArgs($"--PhoneServices:Management:Url=http://127.0.0.1:{Listen(gateway, "management", 9901, "Status page")}")
    .WithHttpCommand("/CCMCIP/getservicesmenu.asp", "Press Services", "phones", "press", new()
    {
        Method = HttpMethod.Get,
        PrepareRequest = press =>
        {
            press.Request.RequestUri = new($"{press.Request.RequestUri}?name=SEP001122334455");
            return Task.CompletedTask;
        },
        IconName = "Call",
        IsHighlighted = true,
    });

// The publisher first, so that its failure is seen.
foreach (var (name, priority, pages, control) in new[] { ("publisher", 1, 8081, 8091), ("subscriber1", 2, 8082, 8092), ("subscriber2", 2, 8083, 8093) })
{
    var node = AddProgram(new Projects.CallManagerSimulator(), name).WithArgs("--nodes", "1", "--name", name);
    var port = Listen(node, "pages", pages);
    node.WithArgs("--port", $"{port}", "--control-port", $"{Listen(node, "control", control)}")
        .WithHttpHealthCheck("/nodes", endpointName: "control");
    foreach (var (fault, text, icon) in new[] { ("500", "Answer with status 500", "ErrorCircle"), ("hang", "Hang", "HourglassHalf"), ("none", "Repair", "Wrench") })
    {
        node.WithHttpCommand($"/nodes/{name}/fault/{fault}", text, "control", $"fault-{fault}", new() { IconName = icon });
    }

    gateway.WithArgs($"--PhoneServices:Nodes:{name}:Address=http://127.0.0.1:{port}/", $"--PhoneServices:Nodes:{name}:Priority={priority}").WaitFor(node);
}

using (var application = builder.Build())
{
    await application.RunAsync();
}

state.Delete(recursive: true);

// The program as it was built along with this one: "dotnet run", Aspire's way, takes two seconds of a processor for each.
IResourceBuilder<ExecutableResource> AddProgram(IProjectMetadata project, string name)
{
    var folder = Path.GetDirectoryName(project.ProjectPath)!;
    var built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^3..];
    return builder.AddExecutable(name, Path.Combine([folder, .. built, Path.GetFileNameWithoutExtension(project.ProjectPath)]), folder);
}

// Without Aspire's own proxy in between, which would answer in the place of a node that has stopped. Another port: -- --Ports:gateway:phones=8180
int Listen(IResourceBuilder<ExecutableResource> resource, string endpoint, int standard, string? page = null)
{
    var port = settings.GetValue($"Ports:{resource.Resource.Name}:{endpoint}", standard);
    resource.WithEndpoint(endpoint, at => (at.Port, at.UriScheme, at.TargetHost, at.IsProxied) = (port, "http", "127.0.0.1", false))
        .WithUrlForEndpoint(endpoint, url => (url.DisplayText, url.DisplayLocation) = (page, page is null ? UrlDisplayLocation.DetailsOnly : UrlDisplayLocation.SummaryAndDetails));
    return port;
}
