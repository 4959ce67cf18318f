using CallManagerSimulator.Faults;
using CallManagerSimulator.Pages;

namespace CallManagerSimulator.Transport;

/// <summary>Handles a node's request from Kestrel: counts it, records its head, reads its body, and has it answered.</summary>
internal sealed class NodeHandler(SimulatedNode node, FaultyAnswerer answerer, RequestRecorder recorder)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (path, session) = SplitSession(context.Request.Path.Value ?? "/");

        // The fault at the request's arrival applies. A test that sees the request counted may end the fault at once.
        var fault = node.Active;
        node.Counters.CountRequest(path, NodeApplications.IsAdministration(path));
        using var work = new NodeWork(node.Counters);
        context.Response.OnStarting(work.End);
        var recorded = context.Features.Get<RecordedPipe>()?.Reader;
        if (recorded is not null)
        {
            recorder.Add(recorded.Consumed);
        }

        var form = await ReadBodyAsync(context.Request);
        recorded?.DropConsumed();
        var viaProxy = context.Request.Headers.Via.Count > 0;
        await answerer.AnswerAsync(context, fault, new PageRequest(path, context.Request.Query, form, viaProxy), session);
    }

    private static (string Path, string? Session) SplitSession(string path)
    {
        var start = path.LastIndexOf(NodeSessions.PathParameter, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? (path, null) : (path[..start], path[(start + NodeSessions.PathParameter.Length)..]);
    }

    private static async Task<IFormCollection> ReadBodyAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return await request.ReadFormAsync();
        }

        await request.Body.CopyToAsync(Stream.Null);
        return FormCollection.Empty;
    }
}
