using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>Chooses the page for a press that no node carried out. A node's page is chosen if it is more useful than the gateway's own page.</summary>
internal static class BestFailedAnswer
{
    /// <param name="attempts">The attempts of the press, in the order in which they ended.</param>
    /// <param name="mayRepeat">True if the request may be executed more than once.</param>
    /// <param name="mayQueue">
    /// True if the press has waited for its turn. It then gets the gateway's own busy page, which leads back to the form. CallManager's busy page does not.
    /// </param>
    /// <returns>The attempt whose page is shown; null for the gateway's own page.</returns>
    public static Attempt? Of(IReadOnlyList<Attempt> attempts, bool mayRepeat, bool mayQueue = false)
    {
        // The service itself reports that it is busy. Its page must not be shown if another node may have executed the request.
        var busy = attempts.LastOrDefault(attempt => attempt.Failure == AttemptFailure.ServiceBusy || (attempt.Failure == AttemptFailure.NodeBusy && !mayQueue));
        if (busy is not null && (mayRepeat || attempts.All(attempt => attempt == busy || attempt.NotExecuted)))
        {
            return busy;
        }

        // If several nodes answered and all their pages are ill-formed, the nodes are not at fault. Phones may be more lenient than the
        // gateway. HTML is never passed on.
        var answers = attempts.Where(attempt => attempt.Response is not null).ToArray();
        if (answers.Length > 1 && answers.All(attempt => attempt.Failure == AttemptFailure.IllFormedPage))
        {
            return answers[^1];
        }

        // This page is complete, so another node would have given the same page.
        return mayRepeat ? answers.LastOrDefault(attempt => attempt.IsWholePage) : null;
    }
}
