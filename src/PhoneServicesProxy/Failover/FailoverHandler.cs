using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Polly;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Carries out a press. It works below YARP's forwarder, because a page can be checked, and a second attempt made, only before the
/// first byte has gone to the phone.
/// </summary>
internal sealed class FailoverHandler(
    NodeClients clients, ObservedAttempts attempts, QueuedAttempts queued, ActiveNode active, DownSignals downs, PressVerdict verdict, PressLog log, TimeProvider time)
    : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A probe is recognized by an option of the request, for which each press would need memory. So presses come first.
        return request is PressMessage prepared ? CarryThroughAsync(prepared.Press, prepared, cancellationToken)
            : ProbeRequest.IsProbe(request) ? clients.Fresh.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException("A request reached the nodes' client outside of a press.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            clients.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> CarryThroughAsync(Press press, NodeMessage prepared, CancellationToken cancellationToken)
    {
        if (press.MayHedge)
        {
            press.Policy.RouteHedging.Budget.CountPress();
        }

        // This is set before the node is asked, because the node may go down at any moment.
        if (FailoverPipelines.LeavesDownNode(press))
        {
            press.FirstNodeDown = downs.Of(press.Cluster, press.FirstNode);
        }

        var requests = new NodeRequest(prepared, press, press.FirstNode);
        requests.Prepare();
        press.HasBegun = true;
        if (press.MayQueue)
        {
            return Answer(press, await QueueAsync(press, requests, cancellationToken), cancellationToken);
        }

        var (patience, limit) = (FailoverPipelines.HedgeDelay(press), press.Policy.Options.TotalTimeout);
        using var first = new FirstAttempt(patience >= TimeSpan.Zero && patience < limit ? Timeout.InfiniteTimeSpan : limit, time, cancellationToken);
        first.Start(attempts.RunAsync(press, requests, press.FirstNode, clients, first.PressIsOver));
        var attempt = await first.EndAsync(patience, press.FirstNodeDown);
        var mayFailOver = true;
        if (press.HasOneActiveNode && attempt is not null && FailoverPipelines.NeedsAnother(press, attempt))
        {
            (attempt, mayFailOver) = await StayAsync(press, attempt, requests, first.PressIsOver);
        }

        if (mayFailOver && !first.IsTimeUp && (attempt is null || FailoverPipelines.NeedsAnother(press, attempt)))
        {
            press.GoesOn();
            attempt = await FailOverAsync(press, first, requests, cancellationToken);
            verdict.Judge(press);
        }

        return Answer(press, attempt, cancellationToken);
    }

    private async Task<Attempt?> QueueAsync(Press press, NodeRequest requests, CancellationToken cancellationToken)
    {
        var attempt = await queued.RunAsync(press, requests, clients, cancellationToken);
        if (press.Attempts.Count > 1)
        {
            verdict.Judge(press);
        }

        return attempt;
    }

    private HttpResponseMessage Answer(Press press, Attempt? attempt, CancellationToken cancellationToken)
    {
        if (attempt is { Won: true })
        {
            press.WonBy(attempt);
            log.Answered(press, attempt);
            return ForPhone(press, attempt.Response!, attempt.Body);
        }

        attempt?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return FailedAnswer(press);
    }

    /// <summary>Asks the active node once more if it is not down.</summary>
    /// <returns>The last attempt, and whether the next node may be asked.</returns>
    private async ValueTask<(Attempt Attempt, bool MayFailOver)> StayAsync(
        Press press, Attempt attempt, NodeRequest requests, CancellationToken pressIsOver)
    {
        var verdict = await active.JudgeAsync(attempt, pressIsOver);
        if (verdict != ActiveNodeVerdict.IsUp || pressIsOver.IsCancellationRequested)
        {
            return (attempt, verdict == ActiveNodeVerdict.HandsOver);
        }

        attempt.Dispose();
        attempt = await attempts.RunAsync(press, requests, attempt.Node, clients, pressIsOver);
        return (attempt, !Availability.IsUp(attempt.Node));
    }

    /// <returns>The attempt that won, else a failed one; null if the time was up first.</returns>
    private async Task<Attempt?> FailOverAsync(
        Press press, FirstAttempt first, NodeRequest requests, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(PressContext.Press, press);
            context.Properties.Set(PressContext.First, first);
            return await press.Policy.Pipeline.ExecuteAsync(
                static (context, state) => context.Properties.GetValue(PressContext.Node, null) is { } node
                    ? state.Attempts.RunAsync(state.Press, state.Requests, node, state.Clients, context.CancellationToken)
                    : state.First.JoinAsync(context.CancellationToken),
                context,
                (Attempts: attempts, Press: press, First: first, Requests: requests, Clients: clients));
        }
        catch (TimeoutRejectedException)
        {
            return null;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private HttpResponseMessage FailedAnswer(Press press)
    {
        if (BestFailedAnswer.Of(press.Attempts, press.MayRepeat, press.MayQueue) is not { } best)
        {
            throw new PressFailedException();
        }

        press.WonBy(best);
        press.Trace?.Open();
        log.AnsweredByFailure(press, best);

        // The pipeline has disposed the answers of failed attempts, so a copy is made.
        return ForPhone(press, HeldPage.Copy(best.Response!, best.Page!.Value), best.Page);
    }

    private HttpResponseMessage ForPhone(Press press, HttpResponseMessage answer, ReadOnlyMemory<byte>? body)
    {
        var counts = AnswerForPhone.Rewrite(press, answer, body, time.GetUtcNow());
        press.HandsOutSession = counts.Sessions > 0;
        log.Rewritten(press, counts);
        return answer;
    }
}
