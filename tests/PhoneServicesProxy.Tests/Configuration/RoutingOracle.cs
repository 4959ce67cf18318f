using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>What routing itself makes of two routes at a request, and what the check says of them.</summary>
internal static class RoutingOracle
{
    /// <summary>The first of these requests at which routing throws; null for none.</summary>
    public static async Task<string?> FirstAmbiguousAsync(RouteConfig one, RouteConfig two, IEnumerable<string> paths, params string[] methods)
    {
        await using var services = Services();
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            Map(endpoints, one);
            Map(endpoints, two);
        });
        var routing = app.Build();
        foreach (var path in paths)
        {
            foreach (var method in methods)
            {
                if (await IsAmbiguousAsync(routing, services, path, method))
                {
                    return $"{method} {path}";
                }
            }
        }

        return null;
    }

    /// <summary>Whether the check finds that the two take the same request.</summary>
    public static bool Refuses(RouteConfig one, RouteConfig two)
    {
        using var services = Services();
        var errors = new ErrorList(new(new ConfigurationBuilder().Build()));
        new RouteMatchValidator(services.GetRequiredService<ParameterPolicyFactory>(), errors).Validate([one, two]);
        Assert.All(errors.Keys, key => Assert.EndsWith(":Match", key, StringComparison.Ordinal));
        return errors.Keys.Any();
    }

    public static RouteConfig Route(string id, string path, params string[] methods) =>
        new() { RouteId = id, ClusterId = "c", Match = new() { Path = path, Methods = methods.Length == 0 ? null : methods } };

    private static async Task<bool> IsAmbiguousAsync(RequestDelegate routing, IServiceProvider services, string path, string method)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Request.Method, context.Request.Path, context.Request.Host) = (method, path, new("gateway"));
        try
        {
            await routing(context);
            return false;
        }
        catch (Exception error) when (error.GetType().Name == "AmbiguousMatchException")
        {
            return true;
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, RouteConfig route)
    {
        var endpoint = endpoints.Map(RoutePatternFactory.Parse(route.Match.Path!), _ => Task.CompletedTask).WithOrder(route.Order ?? 0);
        if (route.Match.Methods is { } methods)
        {
            endpoint.WithMetadata(new HttpMethodMetadata(methods));
        }
    }

    private static ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddMetrics()
        .AddRouting()
        .AddSingleton(new DiagnosticListener("routing"))
        .AddSingleton<DiagnosticSource>(services => services.GetRequiredService<DiagnosticListener>())
        .BuildServiceProvider();
}
