using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Events;

namespace PhoneServicesProxy.Management.Api;

/// <summary>What has happened, and what happens.</summary>
internal static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", Events).WithName("GetEvents");
        api.MapGet("/events/stream", Stream).WithName("GetEventStream").Produces<string>(contentType: "text/event-stream");
    }

    /// <summary>What has happened, the latest last.</summary>
    /// <param name="log">The events.</param>
    /// <param name="after">Only events with a higher number.</param>
    private static EventsReport Events([FromServices] EventLog log, long after = 0) => log.After(after);

    /// <summary>
    /// Server-sent events for a live view: <c>services</c> (a ServicesReport) once at the beginning; <c>nodes</c> (a NodesReport) each
    /// second and at once when something has happened; <c>second</c> (a SecondReport) for each second that is over; <c>happened</c> (a
    /// GatewayEvent) for each event, those that are kept first, or those after the header Last-Event-ID.
    /// </summary>
    private static ServerSentEventsResult<object> Stream(
        HttpContext context,
        [FromServices] LiveStream live,
        [FromServices] Shutdown shutdown,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, shutdown.Token);
        context.Response.RegisterForDispose(ended);
        var known = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        return TypedResults.ServerSentEvents(live.ListenAsync(known, ended.Token));
    }
}
