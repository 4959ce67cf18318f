using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoints for events.</summary>
internal static class EventsApi
{
    private const string Tag = "Events";

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", Events)
            .WithName("getEvents")
            .WithTags(Tag)
            .WithSummary("Events, the latest last. With after=ID, only the events after that one.");
        api.MapGet("/events/stream", Stream)
            .WithName("getEventStream")
            .WithTags(Tag)
            .WithSummary("Server-sent events for a live view.")
            .WithDescription(
                "services (a ServicesReport) once at the beginning; nodes (a NodesReport) each second, and at once when something has happened; "
                + "second (a SecondReport) for each second that is over; happened (a GatewayEvent) for each event: first those that are kept, or those "
                + "after the header Last-Event-ID, then each new one.")
            .Produces<string>(contentType: "text/event-stream");
    }

    private static EventsReport Events([FromServices] EventLog log, long after = 0) => log.After(after);

    private static ServerSentEventsResult<object> Stream(
        HttpContext context,
        [FromServices] LiveStream live,
        [FromServices] StopSignal stop,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop.Token);
        context.Response.RegisterForDispose(ended);
        if (HeadRequests.IsHead(context))
        {
            ended.Cancel();
        }

        var known = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        return TypedResults.ServerSentEvents(live.ListenAsync(known, ended.Token));
    }
}
