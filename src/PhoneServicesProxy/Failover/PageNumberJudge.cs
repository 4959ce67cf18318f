using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Judges an answer by the number on its page, if the route has a set of numbers. CallManager reports faults of its back end in ordinary
/// pages, with a status that is not documented. So a number in a whole phone page counts more than the status.
/// </summary>
internal sealed class PageNumberJudge(SetupAlarms alarms)
{
    /// <summary>Corrects the judgement that was made from the status and the shape of the page.</summary>
    /// <param name="attempt">An attempt whose answer has been judged without its number.</param>
    /// <param name="press">The press of this attempt.</param>
    /// <param name="page">The whole body.</param>
    public void Correct(Attempt attempt, Press press, ReadOnlyMemory<byte> page)
    {
        if (press.Policy.PageNumbers is not { } numbers || !TryFindNumber(attempt.Response!, page.Span, out var number))
        {
            return;
        }

        attempt.PageNumber = number;
        (attempt.Failure, attempt.Reason, attempt.NotExecuted) = (AttemptFailure.None, null, false);
        if (!numbers.TryFind(number, out var options))
        {
            return;
        }

        var verdict = PageNumberDecision.For(options, press.Parameters);
        switch (verdict.Class)
        {
            case PageNumberClass.Node or PageNumberClass.Busy:
                attempt.Failure = verdict.Class == PageNumberClass.Busy ? AttemptFailure.NodeBusy : AttemptFailure.ServiceBusy;
                attempt.Reason = $"page number {number} ({options.Meaning})";
                attempt.NotExecuted = verdict.NotExecuted || press.Policy.IsRefusal((int)attempt.Response!.StatusCode);
                attempt.FromBehindNode = verdict.FromBehindNode;
                attempt.Page = page;
                break;
            case PageNumberClass.Setup:
                alarms.Raise(press.Cluster.ClusterId, attempt.Node.DestinationId, number, options);
                break;
        }
    }

    /// <summary>Most pages show no number. The rest of the page is checked only if there is one.</summary>
    /// <remarks>"Service Unavailable (503)" with status 503 names the status.</remarks>
    private static bool TryFindNumber(HttpResponseMessage response, ReadOnlySpan<byte> page, out int number) =>
        ExtensionMobilityNumber.TryFind(page, out number)
        && number != (int)response.StatusCode
        && PhonePageCheck.Check(page, AnswerCheck.ContentType(response)).Kind == PhonePageKind.Phone;
}
