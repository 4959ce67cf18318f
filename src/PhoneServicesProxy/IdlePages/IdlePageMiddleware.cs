using System.Globalization;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Answers equal requests for an idle page with one request to a node. The first phone asks. The others get a copy of its answer as soon as the gateway
/// has it. They do not depend on the first phone, which may read slowly or disconnect.
/// </summary>
internal sealed class IdlePageMiddleware(
    RequestDelegate next,
    CurrentConfiguration current,
    UnsharedPages unshared,
    RoutePolicies policies,
    NodePicker picker,
    IdlePageMemory memory,
    PageCacheMetrics metrics)
{
    private readonly ConditionalWeakTable<GatewayConfiguration, string> _generations = [];
    private long _generation;

    public Task InvokeAsync(HttpContext context) =>
        IdlePagePolicy.IsOn(context.GetEndpoint())
            && !unshared.Contains(context.Request.Path)
            && SharedRequest.Identify(context, current.Options.Get<IdlePageOptions>()) is { } identity
            ? ShareAsync(context, $"{Generation()}\n{identity}")
            : next(context);

    /// <summary>A page contains the gateway's address instead of the addresses of this configuration's nodes. So a new configuration needs new pages.</summary>
    private string Generation() => _generations.GetValue(
        current.Value, _ => Interlocked.Increment(ref _generation).ToString(CultureInfo.InvariantCulture));

    private async Task ShareAsync(HttpContext context, string identity)
    {
        if (memory.Find(identity) is { } kept)
        {
            metrics.LookedUp(memory, found: true);
            await kept.WriteAsync(context.Response);
            return;
        }

        using var own = new SharedPress(identity, context.RequestAborted);
        var press = memory.Join(own);
        metrics.LookedUp(memory, found: press != own);
        await (press == own ? AskAsync(context, own) : WaitAsync(context, press.Page));
    }

    private async Task AskAsync(HttpContext context, SharedPress press)
    {
        var disconnected = context.RequestAborted;
        context.Features.Set(press);
        context.RequestAborted = press.End;
        try
        {
            await next(context);

            // Other answers that no node gave, such as a refusal, may be for this phone only.
            memory.End(press, context.Response.StatusCode is 502 or 503 or 504 ? SharedPage.None(context.Response.StatusCode) : null);
        }
        finally
        {
            // If the gateway itself failed, the other phones get its error page too. Otherwise each of them would try again.
            memory.End(press, SharedPage.None(StatusCodes.Status502BadGateway));
            context.Features.Set<SharedPress>(null);
            context.RequestAborted = disconnected;
        }
    }

    private async Task WaitAsync(HttpContext context, Task<SharedPage?> others)
    {
        try
        {
            await others.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The phone has disconnected.
            return;
        }

        if (await others is not { } page)
        {
            await next(context);
            return;
        }

        if (page.IsAnswer)
        {
            await page.WriteAsync(context.Response);
            return;
        }

        // Fallback needs a press to show this phone a page.
        context.Response.StatusCode = page.Status;
        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { Cluster: { } cluster } route)
        {
            context.Features.Set(new Press(context, route, cluster, policies.Of(route.Config.RouteId), picker) { WaitedForAnother = true });
        }
    }
}
