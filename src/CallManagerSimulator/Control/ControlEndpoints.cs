using CallManagerSimulator.PhoneFiles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallManagerSimulator.Control;

/// <summary>Sets faults by HTTP: <c>curl -X POST http://127.0.0.1:8090/nodes/publisher/fault/refuse</c>.</summary>
internal static class ControlEndpoints
{
    private const string Usage =
        "GET /nodes, GET /logins, POST /nodes/{name}/fault/{fault}?delay=3s&path=/emapp&after-executing=true&only-changing=true, "
        + "DELETE /nodes/{name}/fault, POST /configuration/fault/{none|hang|redirect|missing|endlesslist}, POST /reset";

    public static void MapControl(this IEndpointRouteBuilder app, SimulatedCluster cluster)
    {
        app.MapGet("/nodes", () => cluster.Nodes.Select(NodeStatus.Of));
        app.MapPost("/configuration/fault/{fault}", (string fault) => SetFault(cluster, fault));
        app.MapGet("/logins", () => cluster.ExecutedLogins);
        app.MapPost("/reset", () => cluster.ResetCounters());
        app.MapPost("/nodes/{name}/fault/{fault}", (string name, string fault, HttpRequest request, CancellationToken ct) =>
            SetFaultAsync(cluster, name, $"{fault} {OptionsOf(request)}", ct));
        app.MapDelete("/nodes/{name}/fault", (string name, CancellationToken ct) => SetFaultAsync(cluster, name, "none", ct));
        app.MapFallback(() => TypedResults.NotFound(new ControlError($"Allowed: {Usage}")));
    }

    private static Results<Ok<string>, BadRequest<ControlError>> SetFault(SimulatedCluster cluster, string text)
    {
        if (!Enum.TryParse<PhoneFileFault>(text, ignoreCase: true, out var fault) || !Enum.IsDefined(fault))
        {
            return TypedResults.BadRequest(new ControlError($"No fault '{text}'. Allowed: {string.Join(", ", Enum.GetNames<PhoneFileFault>())}."));
        }

        cluster.ConfigurationFault = fault;
        return TypedResults.Ok($"{fault}");
    }

    private static string OptionsOf(HttpRequest request) => string.Join(
        ' ', request.Query.Select(option => option.Value is [{ Length: > 0 } value] ? $"{option.Key}={value}" : option.Key));

    private static async Task<Results<Ok<NodeStatus>, NotFound<ControlError>, BadRequest<ControlError>>> SetFaultAsync(
        SimulatedCluster cluster, string name, string text, CancellationToken ct)
    {
        if (cluster.Find(name) is not { } node)
        {
            var names = string.Join(", ", cluster.Nodes.Select(n => n.Name));
            return TypedResults.NotFound(new ControlError($"No node '{name}'. Allowed: {names}."));
        }

        if (!NodeFault.TryParse(text, out var fault, out var error))
        {
            return TypedResults.BadRequest(new ControlError(error));
        }

        await node.SetFaultAsync(fault, ct);
        return TypedResults.Ok(NodeStatus.Of(node));
    }
}
