using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Runs before output caching. It selects the requests that share an answer. It also handles two cases that output caching does not:
/// phones that disconnect, and nodes that fail, while others wait.
/// </summary>
internal sealed class SharedPageMiddleware(
    RequestDelegate next,
    CurrentConfiguration current,
    UnsharedPages unshared,
    RoutePolicies policies,
    NodePicker picker,
    IdlePageMemory memory,
    PageCacheMetrics metrics,
    TimeProvider time)
{
    private readonly ConditionalWeakTable<GatewayConfiguration, string> _generations = [];
    private long _generation;

    public Task InvokeAsync(HttpContext context) =>
        SharesItsPages(context.GetEndpoint())
            && !unshared.Contains(context.Request.Path)
            && SharedRequest.Identify(context, current.Options.Get<IdlePageOptions>()) is { } identity
            ? ShareAsync(context, $"{Generation()}\n{identity}")
            : next(context);

    /// <summary>A page contains the gateway's address instead of those of the nodes in this configuration, so a new configuration needs new pages.</summary>
    private string Generation() => _generations.GetValue(
        current.Value, _ => Interlocked.Increment(ref _generation).ToString(CultureInfo.InvariantCulture));

    private static bool SharesItsPages(Endpoint? endpoint) =>
        IdlePagePolicy.Name.Equals(endpoint?.Metadata.GetMetadata<OutputCacheAttribute>()?.PolicyName, StringComparison.OrdinalIgnoreCase);

    private async Task ShareAsync(HttpContext context, string identity)
    {
        var (phone, gone) = (context.Response.Body, context.RequestAborted);
        using var page = new SharedPage(identity, phone, time, gone);
        context.Features.Set(page);
        context.Response.Body = page.Body;
        context.Response.OnStarting(RemoveAgeAsync, context.Response);
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set<SharedPage>(null);
            context.Response.Body = phone;
            context.RequestAborted = gone;
        }

        if (!gone.IsCancellationRequested)
        {
            metrics.LookedUp(memory, found: context.Features.Get<Press>() is null);
            LetFallbackKnow(context);
            await page.Body.ReleaseAsync(gone);
        }
    }

    /// <summary>Phones do not use Age. Date says when the page came.</summary>
    private static Task RemoveAgeAsync(object response)
    {
        ((HttpResponse)response).Headers.Remove(HeaderNames.Age);
        return Task.CompletedTask;
    }

    /// <summary>A phone that waited for another's answer in vain has no press of its own, but fallback needs one to show it a page.</summary>
    private void LetFallbackKnow(HttpContext context)
    {
        if (context.Response.StatusCode is 502 or 503 or 504
            && context.Features.Get<Press>() is null
            && context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { Cluster: { } cluster } route)
        {
            context.Features.Set(new Press(context, route, cluster, policies.Of(route.Config.RouteId), picker) { WaitedForAnother = true });
        }
    }
}
