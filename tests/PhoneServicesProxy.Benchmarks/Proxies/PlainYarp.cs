using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PhoneServicesProxy.Benchmarks.Proxies;

/// <summary>YARP as its documentation has it, with its own health checks and nothing of ours.</summary>
internal static class PlainYarp
{
    public static Command CreateCommand()
    {
        var config = new Option<string>("--config") { Required = true, Description = "Settings, as JSON." };
        var command = new Command("serve-yarp", "Serve as plain YARP, one of the proxies that are compared.") { config };
        command.SetAction((parsed, cancellation) => ServeAsync(parsed.GetRequiredValue(config), cancellation));
        return command;
    }

    private static async Task<int> ServeAsync(string file, CancellationToken cancellation)
    {
        // Ours lies beside this program and is no business of plain YARP's.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetDirectoryName(file) });
        builder.Configuration.AddJsonFile(file);
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = TimeSpan.FromSeconds(0.5));

        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
