using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Carries out a press that waits for its turn, such as a login at a change of shift. It enters at the first suitable node with a free
/// place. A node that answers that it is busy has executed nothing. The press then waits again, in its old position.
/// </summary>
internal sealed class QueuedAttempts(ObservedAttempts attempts, NodePlaces places, TimeProvider time)
{
    /// <summary>The interval at which a waiting press checks for nodes that went down, came up or were drained.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <returns>The attempt that won, else the last one that failed; null if none was made.</returns>
    public async Task<Attempt?> RunAsync(Press press, NodeRequest requests, NodeClients clients, CancellationToken cancellationToken)
    {
        var options = press.Policy.Options;
        using var limit = new CancellationTokenSource(options.TotalTimeout, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var failed = new HashSet<DestinationState>();
        Attempt? attempt = null;
        for (var lost = 0; lost < options.MaxAttempts;)
        {
            if (await EnterAsync(press, failed, attempt, over.Token) is not { } turn)
            {
                if (press.HasAsked && attempt is not { Failure: AttemptFailure.NodeBusy })
                {
                    break;
                }

                attempt?.Dispose();
                return press.NotMade(press.FirstNode, over.IsCancellationRequested, time.GetElapsedTime(press.Began));
            }

            attempt?.Dispose();
            press.Ask(turn.Node);
            attempt = await attempts.RunAsync(press, requests, turn.Node, clients, over.Token, turn.Place);
            if (!FailoverPipelines.NeedsAnother(press, attempt) || over.IsCancellationRequested)
            {
                break;
            }

            press.GoesOn();
            if (attempt.Failure != AttemptFailure.NodeBusy || IsTooLate(press))
            {
                failed.Add(turn.Node);
            }

            lost += attempt.Failure == AttemptFailure.NodeBusy ? 0 : 1;
        }

        return attempt;
    }

    private bool IsTooLate(Press press) => time.GetElapsedTime(press.Began) >= press.Policy.Options.LongestWait;

    private async ValueTask<(DestinationState Node, NodePlace Place)?> EnterAsync(Press press, HashSet<DestinationState> failed, Attempt? before, CancellationToken cancellationToken)
    {
        var turn = await WaitAsync(press, failed, before, cancellationToken);
        if (turn is null && press.IsBoundBySession(failed) && !cancellationToken.IsCancellationRequested)
        {
            // Losing the session is better than losing the request.
            failed.Add(press.FirstNode);
            turn = await WaitAsync(press, failed, before, cancellationToken);
        }

        if (turn is { } found && cancellationToken.IsCancellationRequested)
        {
            // Nothing is sent for a phone that has gone away. Its place goes to the next request.
            found.Place.Dispose();
            return null;
        }

        return turn;
    }

    /// <summary>Waits until a node has a place. The wait is over after the policy's <c>QueueTime</c>.</summary>
    private async ValueTask<(DestinationState Node, NodePlace Place)?> WaitAsync(Press press, HashSet<DestinationState> failed, Attempt? before, CancellationToken cancellationToken)
    {
        var waiter = new PlaceWaiter(press.Began, press.Cluster.ClusterId);
        while (true)
        {
            var waited = time.GetElapsedTime(press.Began);
            var left = places.Queue.Waits ? press.Policy.Options.LongestWait - waited : TimeSpan.Zero;
            var patience = places.Queue.Time - waited;
            var anyTier = press.HasAsked || left <= TimeSpan.Zero || patience <= TimeSpan.Zero;
            var candidates = press.ToWaitFor(failed, before?.Node, anyTier);
            if (candidates.Count == 0)
            {
                return await places.EndAsync(waiter, candidates);
            }

            places.WaitAt(waiter, candidates);
            var next = patience > TimeSpan.Zero && patience < Look ? patience : Look;
            next = left < next ? left : next;
            if (!waiter.Granted.IsCompleted && next > TimeSpan.Zero)
            {
                await ((Task)waiter.Granted.WaitAsync(next, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            var isOver = left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested;
            if (!isOver && !waiter.IsServed)
            {
                continue;
            }

            // A drained node has free places. Requests that have not checked its state since would enter there, and overtake the others.
            var turn = await places.EndAsync(waiter, press.ToWaitFor(failed, before?.Node, anyTier));
            if (turn is not null || isOver)
            {
                return turn;
            }

            // The place was at a node that has just been taken out. The press keeps its turn at the others.
            waiter = new(press.Began, press.Cluster.ClusterId);
        }
    }
}
