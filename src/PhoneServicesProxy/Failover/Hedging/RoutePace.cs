namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>What is known of one route for hedging: how long its answers take, and how many hedges it has left.</summary>
internal sealed class RoutePace(TimeProvider time)
{
    /// <summary>While little is known, this many times <see cref="HedgingOptions.MinDelay"/>.</summary>
    private const int WhileUnknown = 5;

    /// <summary>While there is no budget, this many times the delay: it may come back soon, and asking costs little.</summary>
    private const int WhileSpent = 5;

    /// <summary>
    /// Only the winners' times are known. Where hedges cut off the slowest answers, a quantile of the rest sinks, and hedges
    /// at that quantile would cut off ever more. Twice the quantile settles: of exponentially distributed times it cuts off
    /// three in a thousand.
    /// </summary>
    private const int TimesHigh = 2;

    public AnswerTimes Answers { get; } = new();

    public HedgeBudget Budget { get; } = new(time);

    /// <summary>How long an answer may be late before the next node is asked, too.</summary>
    public TimeSpan Delay(HedgingOptions options) =>
        Within(options, Answers.IsKnown ? Answers.High * TimesHigh : options.MinDelay * WhileUnknown);

    /// <summary>When to ask for the next hedge.</summary>
    public TimeSpan NextDelay(HedgingOptions options) =>
        Budget.HasRoom(options.Budget) ? Delay(options) : Within(options, Delay(options) * WhileSpent);

    private static TimeSpan Within(HedgingOptions options, TimeSpan wanted) =>
        wanted < options.MinDelay ? options.MinDelay : wanted > options.MaxDelay ? options.MaxDelay : wanted;
}
