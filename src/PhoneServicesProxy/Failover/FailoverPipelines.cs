using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Builds the pipeline of a policy: a total time limit around Polly's hedging strategy, which starts the next attempt when
/// one has failed, and, for pages that only show something, when one is late.
/// </summary>
internal sealed class FailoverPipelines(TimeProvider time)
{
    /// <summary>Waits for a failure before the next attempt.</summary>
    private static readonly TimeSpan OnFailureOnly = TimeSpan.FromMilliseconds(-1);

    public ResiliencePipeline<Attempt> Build(FailoverPolicyOptions policy)
    {
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time };
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = policy.TotalTimeout });
        if (policy.MaxAttempts > 1)
        {
            builder.AddHedging(new HedgingStrategyOptions<Attempt>
            {
                MaxHedgedAttempts = policy.MaxAttempts - 1,
                DelayGenerator = static args => ValueTask.FromResult(HedgeDelay(PressOf(args.Context))),
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { } attempt && TryNext(attempt, args.Context)),
                ActionGenerator = static args => NextAttempt(args),
            });
        }

        return builder.Build();
    }

    private static bool TryNext(Attempt attempt, ResilienceContext context)
    {
        if (attempt.Won || attempt.Cancelled)
        {
            return false;
        }

        return attempt.NotExecuted || PressOf(context).MayRepeat;
    }

    /// <summary>Asked after each attempt has begun, and again after one that could not: a press without budget asks anew.</summary>
    private static TimeSpan HedgeDelay(Press press) =>
        press.MayHedge ? press.Policy.Pace.NextDelay(press.Policy.Options.Hedging) : OnFailureOnly;

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
