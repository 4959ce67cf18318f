using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Builds the pipeline of a policy: a total time limit around Polly's hedging strategy, which starts the next attempt when
/// one has failed.
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
                Delay = OnFailureOnly,
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

        return attempt.NotExecuted || context.Properties.GetValue(PressContext.Press, null!).MayRepeat;
    }

    private static Func<ValueTask<Outcome<Attempt>>>? NextAttempt(HedgingActionGeneratorArguments<Attempt> args)
    {
        var press = args.PrimaryContext.Properties.GetValue(PressContext.Press, null!);
        if (press.NextNode() is not { } node)
        {
            return null;
        }

        args.ActionContext.Properties.Set(PressContext.Node, node);
        return () => args.Callback(args.ActionContext);
    }
}
