using PhoneServicesProxy.Health;
using PhoneServicesProxy.Telemetry;
using Polly;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Carries a press through: below YARP's forwarder, because a page can only be checked, and a second attempt made, before
/// its first byte has gone to the phone.
/// </summary>
internal sealed class FailoverHandler(NodeClients clients, ObservedAttempts attempts, PressLog log) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ProbeRequest.IsProbe(request))
        {
            return clients.Fresh.SendAsync(request, cancellationToken);
        }

        return Press.Of(request) is { } press
            ? CarryThroughAsync(press, request, cancellationToken)
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

    private async Task<HttpResponseMessage> CarryThroughAsync(Press press, HttpRequestMessage prepared, CancellationToken cancellationToken)
    {
        if (press.MayHedge)
        {
            press.Policy.Pace.Budget.CountPress();
        }

        var requests = new NodeRequest(prepared, press, press.FirstNode);
        var client = press.MayRepeat ? clients.Pooled : clients.Fresh;
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(PressContext.Press, press);
            context.Properties.Set(PressContext.Node, press.FirstNode);
            var attempt = await press.Policy.Pipeline.ExecuteAsync(
                static (context, state) => state.Attempts.RunAsync(
                    state.Press, state.Requests, context.Properties.GetValue(PressContext.Node, null!), state.Client, context.CancellationToken),
                context,
                (Attempts: attempts, Press: press, Requests: requests, Client: client));
            if (attempt.Won)
            {
                press.WonBy(attempt);
                log.Answered(press, attempt);
                return ForPhone(press, attempt.Response!, attempt.Body);
            }

            attempt.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return FailedAnswer(press);
        }
        catch (TimeoutRejectedException)
        {
            return FailedAnswer(press);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private HttpResponseMessage FailedAnswer(Press press)
    {
        if (BestFailedAnswer.Of(press.Attempts, press.MayRepeat) is not { } best)
        {
            throw new PressFailedException();
        }

        press.WonBy(best);
        log.AnsweredByFailure(press, best);

        // The pipeline has disposed the answers of failed attempts.
        return ForPhone(press, HeldPage.Copy(best.Response!, best.Page!.Value), best.Page);
    }

    private HttpResponseMessage ForPhone(Press press, HttpResponseMessage answer, ReadOnlyMemory<byte>? body)
    {
        log.Rewritten(press, AnswerForPhone.Rewrite(press, answer, body));
        return answer;
    }
}
