using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.LoadBalancing;
using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Builds the pipeline of a policy: what is left of the total time around Polly's hedging strategy, which starts the next
/// attempt when one has failed, and, for pages that only show something, when one is late.
/// </summary>
internal sealed class FailoverPipelines(TimeProvider time)
{
    /// <summary>
    /// The first attempt was late before the pipeline began. Not zero, with which Polly would ask for a hedge that the budget does
    /// not allow again and again without a pause.
    /// </summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits for a failure before the next attempt.</summary>
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

        // Polly takes no time at all for no limit.
        return left > AtOnce ? left : AtOnce;
    }

    /// <summary>Whether an attempt that has come to its end leaves the press to another one. What cannot be written can be written to no node.</summary>
    public static bool NeedsAnother(Press press, Attempt attempt) =>
        attempt is { Won: false, Cancelled: false, Failure: not AttemptFailure.NotWritten }
        && (attempt.NotExecuted || press.MayRepeat)
        && !(press.HasOneActiveNode && ActiveNode.IsBusy(attempt))
        && !IsOfTheRightNode(press, attempt);

    /// <summary>
    /// A careless page of the one node that can know what to answer, because it has the phone's session or is the active one. Its application has
    /// written it, and phones are more lenient than we are.
    /// </summary>
    private static bool IsOfTheRightNode(Press press, Attempt attempt) =>
        attempt.IsWholePage && attempt.Node == press.FirstNode && Availability.IsUp(attempt.Node)
        && (press.HasOneActiveNode || (press.Policy.NeedsSession && press.Sessions?.PlaceAt(attempt.Node) is not null));

    /// <summary>The same, and has a first attempt that is late end soon where the phone may get a page already.</summary>
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
    /// How long an attempt that has just begun may take before the next node is asked, too; negative for as long as it wants.
    /// The page of another node would cost a phone its session.
    /// </summary>
    public static TimeSpan HedgeDelay(Press press)
    {
        var hedging = press.Policy.Options.Hedging;
        return !press.MayHedge ? OnFailureOnly
            : !press.IsHeldBySession ? press.Policy.Pace.NextDelay(hedging)
            : press.Policy.NeedsSession ? OnFailureOnly
            : hedging.MaxDelay;
    }

    /// <summary>Whether the press, which no hedge is to help soon, leaves its node when that goes down.</summary>
    public static bool LeavesDownNode(Press press) => press.MayRepeat && (!press.MayHedge || press.IsHeldBySession);

    /// <summary>Asked after each attempt has begun, and again after one that could not: a press without budget asks anew.</summary>
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
