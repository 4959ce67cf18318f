using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoints for watches of phones. Reading needs the API key too, because only this part of the API shows data of a phone.</summary>
internal static class WatchesApi
{
    private const string Tag = "Watches";

    public static void MapWatches(this IEndpointRouteBuilder api)
    {
        api.MapGet("/watches", ([FromServices] Watches watches) => new WatchesReport([.. watches.Running.Select(watch => watch.Report(after: null))]))
            .WithName("getWatches")
            .WithTags(Tag)
            .WithSummary("The running watches of phones, with their owners and ends.");
        api.MapPost("/watches", Start)
            .WithName("startWatch")
            .WithTags(Tag)
            .WithSummary("Watches a phone: each of its presses is kept in memory until the time is up.")
            .WithDescription("A press is kept with time, service, path of the route, nodes, wait, outcome and title; never with a query value, a user or a PIN. An event records the watch.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/watches/{id}", Find)
            .WithName("getWatch")
            .WithTags(Tag)
            .WithSummary("The presses of a watch. With after=ID, only the presses after that one.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/watches/{id}", End)
            .WithName("endWatch")
            .WithTags(Tag)
            .WithSummary("Ends a watch and forgets its presses.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<WatchReport>, ProblemHttpResult> Start([FromBody] WatchRequest request, HttpContext context, [FromServices] Watches watches)
    {
        if (DeviceName.Of((request.Device ?? "").Trim()) is not { } device)
        {
            return TypedResults.Problem(
                $"The device is not a phone's name. {DeviceName.Remedy}", statusCode: StatusCodes.Status400BadRequest);
        }

        Note(context, device, null);
        var lasting = request.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Watches.Usual;
        if (lasting < Watches.Shortest || lasting > Watches.Longest)
        {
            return TypedResults.Problem(
                $"A watch lasts from {Watches.Shortest.TotalSeconds:0} to {Watches.Longest.TotalSeconds:0} seconds.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (watches.Start(device, lasting, Caller.Of(context).Words) is not { } watch)
        {
            return TypedResults.Problem(TooMany(watches), statusCode: StatusCodes.Status409Conflict);
        }

        Note(context, device, $"{device} is watched for {TimeText.Of(lasting)}.");
        return TypedResults.Ok(watch.Report(after: 0));
    }

    private static void Note(HttpContext context, string device, string? text)
    {
        if (OrderEntry.Of(context) is { } entry)
        {
            (entry.Target, entry.IsOfPhone, entry.Text) = (device, true, text);
        }
    }

    private static string TooMany(Watches watches)
    {
        var next = watches.Running.Select(watch => watch.Until).DefaultIfEmpty().Min();
        return $"{Plural.Of(Watches.Most, "phone")} are watched already, which is the maximum. End a watch, or wait until {next:HH:mm:ss} UTC, when one ends.";
    }

    private static Results<Ok<WatchReport>, ProblemHttpResult> Find(string id, [FromServices] Watches watches, long after = 0) =>
        watches.Find(id) is { } watch ? TypedResults.Ok(watch.Report(after)) : NotFound();

    private static Results<NoContent, ProblemHttpResult> End(string id, HttpContext context, [FromServices] Watches watches)
    {
        if (watches.Find(id) is not { } watch || !watches.End(id, Caller.Of(context).Words))
        {
            return NotFound();
        }

        Note(context, watch.Device, $"{watch.Device} is no longer watched.");
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NotFound() => TypedResults.Problem(
        "There is no such watch: it has ended, or the gateway was restarted, which ends every watch.", statusCode: StatusCodes.Status404NotFound);
}
