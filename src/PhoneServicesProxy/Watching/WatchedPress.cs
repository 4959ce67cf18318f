using System.Net;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Watching;

/// <summary>
/// A press that may belong to a watched phone. This is certain only at its end: by then a form has been read, and the proxy's headers have been
/// checked.
/// </summary>
internal sealed class WatchedPress
{
    private readonly HttpContext _context;
    private readonly Watch[] _watches;
    private readonly BodyBeginning _body = new();
    private readonly DateTimeOffset _at;
    private readonly PathString _path;
    private readonly QueryString _query;
    private TimeSpan _wait;
    private PressOutcome _outcome;

    private WatchedPress(HttpContext context, Watch[] watches, DateTimeOffset at)
    {
        (_context, _watches, _at, _path, _query) = (context, watches, at, context.Request.Path, context.Request.QueryString);
        context.Response.Body = new CapturedBody(context.Response.Body, _body);

        // Runs last, so it also sees the answer to a failure of the gateway itself.
        context.Response.OnCompleted(static press => ((WatchedPress)press).PublishAsync(), this);
    }

    /// <param name="context">The request.</param>
    /// <param name="watches">The running watches.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null if it cannot belong to any of them.</returns>
    public static WatchedPress? Of(HttpContext context, Watch[] watches, TimeProvider time)
    {
        var request = context.Request;
        return !HttpMethods.IsGet(request.Method)
            || request.Headers.ContainsKey("X-Forwarded-For")
            || Array.Exists(watches, watch => watch.Knows(Plain(context.Connection.RemoteIpAddress)))
            || new RequestValues(request.Path, request.QueryString, null).Devices.Any(device => Array.Exists(watches, watch => watch.Device == device))
            ? new(context, watches, time.GetUtcNow())
            : null;
    }

    /// <param name="outcome">The outcome for the phone.</param>
    /// <param name="wait">The time that the phone waited.</param>
    public void Ended(PressOutcome outcome, TimeSpan wait) => (_outcome, _wait) = (outcome, wait);

    private Task PublishAsync()
    {
        var values = new RequestValues(_path, _query, _context.Features.Get<Press>()?.Body);
        HashSet<string> devices = [.. values.Devices];
        foreach (var watch in _watches)
        {
            if (watch.Takes(devices, Plain(_context.Connection.RemoteIpAddress), out var byAddress))
            {
                watch.Hide(values.Secrets);
                watch.Add(number => Report(number, watch, values, byAddress));
            }
        }

        return Task.CompletedTask;
    }

    private WatchedPressReport Report(long number, Watch watch, RequestValues values, bool byAddress)
    {
        var route = _context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>();
        var press = _context.Features.Get<Press>();
        var page = PageHead.Of(_body.Bytes);
        var wentAway = _outcome == PressOutcome.Abandoned;
        var hidden = values.Hidden.Concat(_context.Request.RouteValues.Values.OfType<string>().Where(value => !value.Equals(watch.Device, StringComparison.OrdinalIgnoreCase)));
        return new(
            number,
            _at,
            watch.Device,
            byAddress,
            route?.Config.ClusterId,
            route?.Config.RouteId,
            ShownPath.Of(route?.Config.Match.Path),
            Math.Round(_wait.TotalMilliseconds, 1),
            TagName.Of(_outcome),
            _context.Features.Get<Refusal>() is { } refusal ? TagName.Of(refusal.Reason) : null,
            wentAway ? null : _context.Response.StatusCode,
            wentAway || page.Root == PhoneObject.None ? null : $"CiscoIPPhone{page.Root}",
            wentAway ? null : ShownTitle.Of(page.Title, [.. hidden], watch.IsSecret),
            wentAway ? null : press?.Shown?.PageNumber,
            press is null ? [] : AskedNodes.Of(press));
    }

    /// <summary>A dual-stack socket reports IPv4 addresses as mapped ones.</summary>
    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
