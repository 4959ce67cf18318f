namespace PhoneServicesProxy.Failover.Hedging;

/// <summary>The hedging of one route: its response times, the delay that follows from them, and its budget.</summary>
internal sealed class RouteHedging(TimeProvider time)
{
    /// <summary>While too few answers are known, the delay is this many times <see cref="HedgingOptions.MinDelay"/>.</summary>
    private const int WhileUnknown = 5;

    /// <summary>
    /// While no hedge is possible, the delay is this many times longer. Budget or a node may come back soon, and asking costs little.
    /// </summary>
    private const int WhileImpossible = 5;

    /// <summary>
    /// Only the winners' response times are known. Hedges cut off the slowest answers, so a percentile of the rest falls. A hedging delay at
    /// that percentile would cut off more and more. Twice the percentile is stable. With exponentially distributed times it cuts off three in
    /// a thousand.
    /// </summary>
    private const int TimesHigh = 2;

    public AnswerTimes Answers { get; } = new();

    public HedgeBudget Budget { get; } = new(time);

    /// <summary>The hedging delay while there is budget.</summary>
    public TimeSpan Delay(HedgingOptions options) =>
        Within(options, Answers.IsKnown ? Answers.High * TimesHigh : options.MinDelay * WhileUnknown);

    /// <summary>The time until the next hedge is asked for.</summary>
    /// <param name="options">The policy's settings.</param>
    /// <param name="noNode">True if no node was fit for a hedge a moment ago.</param>
    public TimeSpan NextDelay(HedgingOptions options, bool noNode = false) =>
        !noNode && Budget.HasRoom(options.Budget) ? Delay(options) : Within(options, Delay(options) * WhileImpossible);

    private static TimeSpan Within(HedgingOptions options, TimeSpan wanted) =>
        wanted < options.MinDelay ? options.MinDelay : wanted > options.MaxDelay ? options.MaxDelay : wanted;
}
