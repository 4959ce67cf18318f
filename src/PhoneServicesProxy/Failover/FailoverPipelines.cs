using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Builds the pipeline of a policy. The timeout is the time left of the total. Inside it, Polly's hedging strategy starts the next
/// attempt after a failure. For requests that change nothing, it also starts one when a node is late.
/// </summary>
internal sealed class FailoverPipelines(TimeProvider time)
{
    /// <summary>
    /// For a first attempt that was late before the pipeline began. With zero, Polly would ask again and again, without a pause, for a hedge
    /// that the budget does not allow.
    /// </summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <summary>With a negative delay, Polly starts the next attempt only after a failure.</summary>
    private static readonly TimeSpan OnFailureOnly = TimeSpan.FromMilliseconds(-1);

    public ResiliencePipeline<Attempt> Build(FailoverPolicyOptions policy)
    {
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time };
        builder.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(TimeLeft(policy, PressOf(args.Context))) });
        if (policy.MaxAttempts > 1)
        {
            builder.AddHedging(new HedgingStrategyOptions<Attempt>
            {
                MaxHedgedAttempts = policy.MaxAttempts - 1,
                DelayGenerator = static args => ValueTask.FromResult(HedgeDelay(args.Context)),
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { } attempt && NeedsAnother(args.Context, attempt)),
                ActionGenerator = static args => NextAttempt(args),
            });
        }

        return builder.Build();
    }

    private TimeSpan TimeLeft(FailoverPolicyOptions policy, Press press)
    {
        var left = policy.TotalTimeout - time.GetElapsedTime(press.Began);

        // For Polly, a timeout of zero means no limit.
        return left > AtOnce ? left : AtOnce;
    }

    /// <summary>True if the press needs another attempt after this one. A request that cannot be written to one node cannot be written to any.</summary>
    public static bool NeedsAnother(Press press, Attempt attempt) =>
        attempt is { Won: false, Cancelled: false, Failure: not AttemptFailure.NotWritten }
        && (attempt.NotExecuted || press.MayRepeat)
        && !(press.HasOneActiveNode && ActiveNode.IsBusy(attempt))
        && !IsOfTheRightNode(press, attempt);

    /// <summary>
    /// True for an ill-formed but whole page of the only node that can know the answer. That node has the phone's session, or is the active node. Its
    /// application wrote the page, and phones are more lenient than the gateway.
    /// </summary>
    private static bool IsOfTheRightNode(Press press, Attempt attempt) =>
        attempt.IsWholePage && attempt.Node == press.FirstNode && Availability.IsUp(attempt.Node)
        && (press.HasOneActiveNode || (press.Policy.NeedsSession && press.Sessions?.PlaceAt(attempt.Node) is not null));

    /// <summary>True if the press needs another attempt. It also shortens a late first attempt if there is already a page that the phone may get.</summary>
    private static bool NeedsAnother(ResilienceContext context, Attempt attempt)
    {
        var press = PressOf(context);
        if (attempt.IsWholePage && press.PatienceWithPage(press.FirstNode) is { } patience)
        {
            context.Properties.GetValue(PressContext.First, null!).EndWithin(patience);
        }

        return NeedsAnother(press, attempt);
    }

    /// <summary>
    /// The hedging delay of an attempt that has just begun. It is negative for no hedge, for example if the page of another node would cost
    /// the phone its session.
    /// </summary>
    public static TimeSpan HedgeDelay(Press press)
    {
        var hedging = press.Policy.Options.Hedging;
        return !press.MayHedge ? OnFailureOnly
            : !press.IsHeldBySession ? press.NextHedgeDelay
            : press.Policy.NeedsSession ? OnFailureOnly
            : hedging.MaxDelay;
    }

    /// <summary>
    /// True if the press goes to another node when its node goes down. It stays if a hedge starts soon, or if it must not be repeated.
    /// </summary>
    public static bool LeavesDownNode(Press press) => press.MayRepeat && (!press.MayHedge || press.IsHeldBySession);

    /// <summary>Polly asks after each attempt has begun, and again after one that could not begin. So a press without budget or node asks again.</summary>
    private static TimeSpan HedgeDelay(ResilienceContext context) =>
        context.Properties.GetValue(PressContext.First, null!).TakeLateness() ? AtOnce : HedgeDelay(PressOf(context));

    private static Press PressOf(ResilienceContext context) => context.Properties.GetValue(PressContext.Press, null!);

    private static Func<ValueTask<Outcome<Attempt>>>? NextAttempt(HedgingActionGeneratorArguments<Attempt> args)
    {
        var press = PressOf(args.PrimaryContext);
        var node = press.IsOwedAnAttempt() ? press.NextNode() : press.NextHedge();
        if (node is null)
        {
            return null;
        }

        args.ActionContext.Properties.Set(PressContext.Node, node);
        return () => args.Callback(args.ActionContext);
    }
}
