using CallManagerSimulator.Pages;
using CallManagerSimulator.Transport;

namespace CallManagerSimulator.Faults;

/// <summary>Answers a request as a node with a given fault does.</summary>
internal sealed class FaultyAnswerer(
    SimulatedNode node, NodeApplications applications, LoginCapacity capacity, NodeSessions sessions, TimeProvider clock, CancellationToken stopping)
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DefaultDripInterval = TimeSpan.FromSeconds(0.2);

    public async Task AnswerAsync(HttpContext context, ActiveFault active, PageRequest request, string? pathSession)
    {
        if (!active.AppliesTo(request))
        {
            var answer = await capacity.TryAnswerAsync(request, () => Execute(context, request), stopping) ?? Execute(context, request);
            await WriteAsync(context, request, answer, pathSession);
            return;
        }

        var fault = active.Fault;
        // The page is kept from this execution, because a second execution would be counted twice.
        var executed = active.Fault.AfterExecuting ? Execute(context, request) : null;
        if (fault.Kind == FaultKind.Slow)
        {
            // Tomcat does not notice that the client has gone, so the request is still executed.
            await Task.Delay(fault.Delay ?? DefaultDelay, clock, stopping);
            await WriteAsync(context, request, executed ?? Execute(context, request), pathSession);
            return;
        }

        if (active.IsArmed)
        {
            await node.StrikeAsync(active);
        }

        await StrikeAsync(context, request, fault, executed, pathSession);
    }

    private async Task StrikeAsync(HttpContext context, PageRequest request, NodeFault fault, Answer? executed, string? pathSession)
    {
        switch (fault.Kind)
        {
            case FaultKind.Hang or FaultKind.Vanish:
                await HoldAsync(context);
                break;
            case FaultKind.Refuse or FaultKind.Kill or FaultKind.Reset:
                AnswerWriter.Reset(context);
                break;
            case FaultKind.Half:
                var page = executed ?? Execute(context, request with { Execute = false });
                await AnswerWriter.HalfAsync(context, page, Cookie(context, request, page, pathSession), clock.GetUtcNow());
                break;
            case FaultKind.Cut:
                var whole = executed ?? Execute(context, request);
                await WriteAsync(context, request, whole with { Body = whole.Body[..(whole.Body.Length / 2)] }, pathSession);
                break;
            case FaultKind.Drip:
                var dripped = executed ?? Execute(context, request);
                var cookie = Cookie(context, request, dripped, pathSession);
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted))
                {
                    await AnswerWriter.DripAsync(context, dripped, cookie, fault.Delay ?? DefaultDripInterval, clock, gone.Token);
                }

                break;
            default:
                await WriteAsync(context, request, ErrorAnswer(fault), pathSession);
                break;
        }
    }

    private static Answer ErrorAnswer(NodeFault fault) => fault.Kind switch
    {
        FaultKind.InternalError => ErrorPages.InternalError,
        FaultKind.Html => ErrorPages.Html,
        FaultKind.EmBusy => NumberedPage(Database.EmCode.Busy, fault),
        FaultKind.EmError => NumberedPage(fault.EmNumber ?? 0, fault),
        _ => ErrorPages.Unavailable,
    };

    private static Answer NumberedPage(int number, NodeFault fault) =>
        ExtensionMobility.ErrorPage(number) with { Status = fault.EmStatus ?? StatusCodes.Status200OK };

    private Answer Execute(HttpContext context, PageRequest request) => applications.Answer(request, context.Request.Method);

    private async Task WriteAsync(HttpContext context, PageRequest request, Answer answer, string? pathSession)
    {
        if (node.Active.IsVanished)
        {
            // The node vanished while the answer was on its way.
            await HoldAsync(context);
            return;
        }

        await AnswerWriter.WriteAsync(context, answer, Cookie(context, request, answer, pathSession));
    }

    private string? Cookie(HttpContext context, PageRequest request, Answer answer, string? pathSession) =>
        answer.Status == StatusCodes.Status200OK && request.Application.Length > 0
            ? sessions.SetCookieFor(context.Request.Headers.Cookie, pathSession, request.Application, context.Request.IsHttps)
            : null;

    private async Task HoldAsync(HttpContext context)
    {
        for (var active = node.Active; active.Fault.Kind is FaultKind.Hang or FaultKind.Vanish; active = node.Active)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(active.Lifted, context.RequestAborted, stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (context.RequestAborted.IsCancellationRequested || stopping.IsCancellationRequested)
            {
                break;
            }
        }

        AnswerWriter.Reset(context);
    }
}
