using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>
/// The service parameter Maximum Concurrent Requests: the most logins and logouts at once, each of which takes some time. A further one gets (26) and
/// is not executed.
/// </summary>
internal sealed class LoginCapacity(SimulatedClusterOptions options, NodeCounters counters)
{
    private int _running;
    private int _executed;

    /// <summary>Answers a login or logout; null if the request is neither, or if the node has no limit.</summary>
    public async Task<Answer?> TryAnswerAsync(PageRequest request, Func<Answer> execute, CancellationToken stopping)
    {
        if (options.MaxLogins == 0 || !request.Changes || !NodeApplications.IsExtensionMobility(request.Path))
        {
            return null;
        }

        try
        {
            if (Interlocked.Increment(ref _running) > options.MaxLogins)
            {
                counters.CountRefusedLogin();
                return ExtensionMobility.ErrorPage(EmCode.Busy);
            }

            // Tomcat does not notice that the client has gone, so the request is still executed.
            await Task.Delay(NextTime(), options.TimeProvider, stopping);
            return execute();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Multiples of the golden ratio are spread evenly, and are the same in every run.</summary>
    private TimeSpan NextTime() =>
        options.MinLoginTime + ((options.MaxLoginTime - options.MinLoginTime) * (Interlocked.Increment(ref _executed) * 0.618034 % 1));
}
