using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoints for the status of nodes and for orders.</summary>
internal static class NodesApi
{
    private const int MaxReason = 200;
    private const string Tag = "Nodes";
    private const string Lost = " It will be lost when the gateway restarts, because no state file can be written. Older orders in the file then count again.";

    public static void MapNodes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/nodes", ([FromServices] NodesReporter reporter) => reporter.Report())
            .WithName("getNodes")
            .WithTags(Tag)
            .WithSummary("The status of each node in each service, and whether users notice anything.");
        api.MapGet("/services", ([FromServices] ServicesReporter reporter) => reporter.Report())
            .WithName("getServices")
            .WithTags(Tag)
            .WithSummary("The outcome of presses of each service in the last five minutes, second by second.");
        foreach (var (verb, state) in new[] { ("drain", NodeState.Drain), ("maintenance", NodeState.Maintenance), ("activate", NodeState.Active) })
        {
            api.MapPost($"/nodes/{{name}}/{verb}", Order)
                .WithName($"{verb}Node")
                .WithTags(Tag)
                .WithSummary(SummaryOf(state))
                .WithDescription("The order overrides the configuration and survives a restart. An order for the configured state ends the override.")
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status404NotFound);

            Results<Ok<OrderResult>, ProblemHttpResult> Order(
                string name, [FromBody] OrderRequest? request, HttpContext context, [FromServices] NodeControl control, [FromServices] NodesReporter reporter)
            {
                if (!IsReason(request?.Reason))
                {
                    return TypedResults.Problem($"The reason is longer than {MaxReason} characters, or has more than one line.", statusCode: StatusCodes.Status400BadRequest);
                }

                var reason = Trim(request?.Reason);
                OrderEntry.Of(context)?.Reason = reason;
                return Answer(name, control.Order(name, state, reason, Caller.Of(context).Words), context, control, reporter);
            }
        }

        api.MapDelete("/nodes/{name}/override", Clear)
            .WithName("clearOverride")
            .WithTags(Tag)
            .WithSummary("Ends the override of a node. The configured state is then in force again.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<OrderResult>, ProblemHttpResult> Clear(string name, HttpContext context, [FromServices] NodeControl control, [FromServices] NodesReporter reporter) =>
        Answer(name, control.Clear(name, Caller.Of(context).Words), context, control, reporter);

    private static Results<Ok<OrderResult>, ProblemHttpResult> Answer(string name, OverrideChange? change, HttpContext context, NodeControl control, NodesReporter reporter)
    {
        if (change is null)
        {
            return TypedResults.Problem($"There is no node \"{Uri.UnescapeDataString(name)}\". {KeySuggestion.For(name, control.Nodes)}", statusCode: StatusCodes.Status404NotFound);
        }

        var result = ResultOf(change, reporter);
        if (OrderEntry.Of(context) is { } entry)
        {
            (entry.Target, entry.Text) = (change.Node, result.Text);
        }

        return TypedResults.Ok(result);
    }

    private static OrderResult ResultOf(OverrideChange change, NodesReporter reporter)
    {
        var order = OverrideReport.Of(change.Node, change.Override);
        if (change is { Configured: null, Override: null })
        {
            return new(change.Node, null, null, null, change.Survives, $"The override of {change.Node} is cleared. The configuration names no such node.{(change.Survives ? "" : Lost)}");
        }

        var state = order?.State ?? change.Configured;
        var source = order is null ? "as the configuration says" : $"though the configuration says {ReportText.Of(change.Configured)}";
        var lasting = change.Survives ? "" : Lost;
        return new(change.Node, state, change.Configured, order, change.Survives, $"{change.Node} is {ReportText.Of(state)}, {source}.{lasting}{NothingLeft(state, reporter)}");
    }

    /// <summary>Warns whoever takes out the last node, while few presses have failed.</summary>
    private static string NothingLeft(NodeState? state, NodesReporter reporter)
    {
        var lost = state == NodeState.Maintenance ? reporter.ServicesWithoutNode().ToArray() : [];
        return lost.Length == 0 ? "" : $" USERS NOTICE: no node that is up is left for {string.Join(", ", lost)}.";
    }

    private static bool IsReason(string? reason) => reason is null || (reason.Length <= MaxReason && !reason.Any(char.IsControl));

    private static string? Trim(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private static string SummaryOf(NodeState state) => state switch
    {
        NodeState.Active => "Activates a node: it takes its share again.",
        NodeState.Drain => "Drains a node: it keeps its sessions and gets other requests only when no other node is up.",
        _ => "Takes a node into maintenance: it gets no requests, even if all other nodes are down.",
    };
}
