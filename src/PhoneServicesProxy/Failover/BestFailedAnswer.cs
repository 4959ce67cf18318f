using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Failover;

/// <summary>Chooses what the phone gets of a press that no node carried out: a node's page, where that says more than ours would.</summary>
internal static class BestFailedAnswer
{
    /// <param name="attempts">The attempts of the press that came to an end, in that order.</param>
    /// <param name="mayRepeat">Whether it is of no account how often the request was executed.</param>
    /// <returns>The attempt whose page is shown; null for a page of ours.</returns>
    public static Attempt? Of(IReadOnlyList<Attempt> attempts, bool mayRepeat)
    {
        // The service's own words. They must not hide that another node may have executed the request.
        var busy = attempts.LastOrDefault(attempt => attempt.Failure == AttemptFailure.ServiceBusy);
        if (busy is not null && (mayRepeat || attempts.All(attempt => attempt == busy || attempt.NotExecuted)))
        {
            return busy;
        }

        // Where several nodes answered and all their pages are ill-formed it is not the nodes that are at fault, and phones may
        // be more lenient than we are. HTML is never passed on.
        var answers = attempts.Where(attempt => attempt.Response is not null).ToArray();
        if (answers.Length > 1 && answers.All(attempt => attempt.Failure == AttemptFailure.IllFormedPage))
        {
            return answers[^1];
        }

        // Nothing has cut this one short, so another node would have given it, too.
        return mayRepeat ? answers.LastOrDefault(attempt => attempt.IsWholePage) : null;
    }
}
