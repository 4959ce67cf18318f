using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.Watching;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.AccessLog;

/// <summary>Logs each press. It is not in the pipeline if the log is off.</summary>
internal sealed class AccessLogMiddleware(RequestDelegate next, AccessLogWriter log, TimeProvider time)
{
    private readonly TimeProvider _wall = ProcessTime.RealOf(time);

    public async Task InvokeAsync(HttpContext context)
    {
        var press = new LoggedPress(context, _wall.GetTimestamp(), log.IncludesDevice);

        // Runs last, so it also sees the answer to a failure of the gateway itself.
        context.Response.OnCompleted(() =>
        {
            log.Add(press.Line());
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
            press.Ended(null, _wall);
        }
        catch (Exception error)
        {
            press.Ended(error, _wall);
            throw;
        }
    }

    private sealed class LoggedPress(HttpContext context, long began, bool includesDevice)
    {
        private readonly PathString _path = context.Request.Path;
        private readonly QueryString _query = context.Request.QueryString;
        private PressOutcome _outcome;
        private TimeSpan _wait;

        public void Ended(Exception? error, TimeProvider wall)
        {
            _outcome = PressOutcomes.Of(context, error);
            _wait = wall.GetElapsedTime(began);
        }

        public AccessLine Line()
        {
            var route = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>();
            var press = context.Features.Get<Press>();
            var wentAway = _outcome == PressOutcome.Abandoned;
            return new(
                route?.Cluster?.ClusterId ?? GatewayMeter.NoService,
                TagName.Of(_outcome),
                press?.Shown?.Node.DestinationId,
                _wait,
                wentAway ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode,
                wentAway ? null : context.Response.ContentLength,
                route?.Config.Match.Path,
                includesDevice ? new RequestValues(_path, _query, press?.Body).Devices.FirstOrDefault() : null);
        }
    }
}
