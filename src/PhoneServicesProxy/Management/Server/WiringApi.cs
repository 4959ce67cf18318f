using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoints for the wiring of phones and for the result of an audit.</summary>
internal static class WiringApi
{
    private const string Tag = "Wiring";

    public static void MapWiring(this IEndpointRouteBuilder api)
    {
        api.MapGet("/wiring", ([FromServices] WiringReporter reporter) => reporter.Report())
            .WithName("getWiring")
            .WithTags(Tag)
            .WithSummary("The number of phones of each service, entries of pages that no route matches, and the result of the last audit.");
        api.MapPost("/wiring/audit", Report)
            .WithName("tellAudit")
            .WithTags(Tag)
            .WithSummary("Reports the result of an audit, in numbers. The command audit does this by itself.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static Results<NoContent, ProblemHttpResult> Report([FromBody] AuditFindings findings, [FromServices] LastAudit audit)
    {
        if (!findings.IsPossible)
        {
            return TypedResults.Problem("The result is not valid. Write each number from 0 to the number of phones that were asked for.", statusCode: StatusCodes.Status400BadRequest);
        }

        audit.Report(findings);
        return TypedResults.NoContent();
    }
}
