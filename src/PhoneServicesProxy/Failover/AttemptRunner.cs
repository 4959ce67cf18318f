using System.Net;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.PhoneXml;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Carries out one attempt: sends the request, holds and judges the page, and reports the node's health.</summary>
internal sealed class AttemptRunner(
    HealthReporter health,
    PressVerdict verdict,
    PageNumberJudge numbers,
    UnwritableHeaders unwritable,
    Culprit culprit,
    HeldMemory memory,
    TimeProvider time)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Attempt> RunAsync(
        Press press, NodeRequest requests, DestinationState node, NodeClients clients, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(node);
        var started = time.GetTimestamp();
        using var either = new CancellationTokenSource(press.LimitOf(node), time);
        using var pressIsOver = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), either);
        try
        {
            var request = attempt.Request = requests.For(node);
            if (press.MayRepeat)
            {
                try
                {
                    attempt.Response = await clients.Pooled.SendAsync(request, either.Token);
                }
                catch (HttpRequestException error) when (TransportErrors.Classify(error) == AttemptFailure.StaleConnection)
                {
                }

                // A node may have closed a kept connection, or be about to (RFC 9110, 15.5.9). The request is then sent once more, on a new
                // connection. It stays the same attempt at the same node.
                if (attempt.Response is { StatusCode: HttpStatusCode.RequestTimeout } unread)
                {
                    unread.Dispose();
                    attempt.Response = null;
                }
            }

            attempt.Response ??= await clients.Fresh.SendAsync(request, either.Token);
            await JudgeAsync(attempt, press, either.Token);
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested
            && error is (HttpRequestException or IOException or OperationCanceledException or InsufficientMemoryException))
        {
            // A cancelled connection can end in any of these ways.
            attempt.Cancelled = true;
            attempt.WasHeldUp = culprit.HeldUpSince(started);
        }
        catch (Exception error) when (attempt.Response is null && UnwrittenRequest.IsProvenBy(error))
        {
            attempt.Failure = AttemptFailure.NotWritten;
            attempt.Reason = "the gateway could not write the request";
            attempt.NotExecuted = true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException || ExhaustionErrors.Of(error) is not null)
        {
            attempt.Failure = culprit.FailureOf(error, started);
            attempt.NotExecuted = attempt.Response is null && TransportErrors.NothingSent(error);
        }

        attempt.Duration = time.GetElapsedTime(started);
        Report(press, attempt);
        return attempt;
    }

    private async ValueTask JudgeAsync(Attempt attempt, Press press, CancellationToken cancellationToken)
    {
        var response = attempt.Response!;
        unwritable.TakeFrom(response, press.Cluster, attempt.Node);
        if (AnswerHead.Fault(response) is { } fault)
        {
            (attempt.Failure, attempt.Reason) = (AttemptFailure.BadProtocol, fault);
            return;
        }

        // A press that already holds a page takes no second lease. Otherwise all presses might wait for each other.
        var maxSize = press.Policy.Options.MaxHeldSize;
        var size = AnswerHead.IsWholeAnswer(response) ? 0 : AnswerHead.Length(response) ?? maxSize;
        var lease = HeldMemory.Counts(size) && size <= maxSize && !press.Pages.Any ? await memory.AcquireAsync(size, cancellationToken) : null;
        try
        {
            await JudgePageAsync(attempt, press, maxSize, lease, cancellationToken);
            if (lease is not null && (attempt.Won || attempt.Page is not null))
            {
                press.Pages.Hold(lease);
                lease = null;
            }
        }
        catch
        {
            lease?.Abandon();
            throw;
        }
        finally
        {
            lease?.Dispose();
        }
    }

    private async ValueTask JudgePageAsync(Attempt attempt, Press press, int maxSize, HeldMemoryLease? lease, CancellationToken cancellationToken)
    {
        var response = attempt.Response!;
        var status = (int)response.StatusCode;
        var page = await HeldPage.ReadAsync(response, maxSize, lease, cancellationToken);
        var isReadable = ContentCodings.TryTakeOff(response, ref page, maxSize, orLeaveUnknown: press.Policy.Expect is Expectation.Any or Expectation.PlainText);
        attempt.Body = page;
        (attempt.Failure, attempt.Reason) = AnswerCheck.Judge(press.Policy.Expect, response, page);
        if (!isReadable && attempt.Failure != AttemptFailure.BadStatus)
        {
            (attempt.Failure, attempt.Reason) = (AttemptFailure.BadPage, ContentCodings.Fault);
        }

        attempt.Page = attempt.Failure == AttemptFailure.IllFormedPage ? page : null;
        if (page is not null)
        {
            numbers.Correct(attempt, press, page.Value);
        }

        // A refusing status counts more than the page, except a page with a number. The application wrote that page itself, after it read the request.
        if (attempt.PageNumber is null && press.Policy.IsRefusal(status))
        {
            (attempt.Failure, attempt.Reason, attempt.NotExecuted, attempt.Page) = (AttemptFailure.BadStatus, $"status {status}", true, null);
        }

        attempt.IsWholePage = attempt is { Failure: AttemptFailure.IllFormedPage, Page: { } wrong } && PageFaultFinder.Find(wrong.Span) is { IsWhole: true };
    }

    private void Report(Press press, Attempt attempt)
    {
        var wasOver = press.Ended(attempt);
        if (attempt.Won)
        {
            health.AttemptSucceeded(attempt.Node);
            press.Policy.RouteHedging.Answers.Add(attempt.Duration);
        }
        else if (!attempt.Cancelled && !verdict.IsOfTheApplication(press, attempt))
        {
            health.AttemptFailed(attempt.Node, attempt.FromBehindNode ? AttemptFailure.None : attempt.Failure);
        }

        if (wasOver)
        {
            verdict.Judge(press, attempt);
        }
    }
}
