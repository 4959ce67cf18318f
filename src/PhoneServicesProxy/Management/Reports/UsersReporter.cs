using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports whether users notice anything.</summary>
internal sealed class UsersReporter(PressHistory history)
{
    private const int Seconds = 60;

    public UsersReport Report()
    {
        var sum = history.Sum(history.Now - Seconds + 1, history.Now);
        var counts = CountsOf(sum);
        return new(counts.Lost > 0, InWords(counts, "in the last minute"), counts);
    }

    public static PressCounts CountsOf(OutcomeCounts sum) => new(
        sum[PressOutcome.Ok], sum[PressOutcome.FailedOver], sum[PressOutcome.Hedged], sum[PressOutcome.StalePage],
        sum[PressOutcome.ErrorPage], sum[PressOutcome.Refused], sum[PressOutcome.Abandoned], sum[PressOutcome.Busy], sum[PressOutcome.NotLetIn]);

    /// <param name="counts">Presses by outcome.</param>
    /// <param name="which">The presses in words, such as "in the last minute".</param>
    public static string InWords(PressCounts counts, string which)
    {
        var answered = counts.Ok + counts.FailedOver + counts.Hedged;
        var presses = answered + counts.Lost + counts.Abandoned;
        if (presses == 0)
        {
            return $"Nobody pressed a key {which}.";
        }

        if (counts.Lost > 0)
        {
            var busy = counts.Busy == 0 ? "" : $"; {Count(counts.Busy, "was", "were")} told that the gateway is busy";
            var notLetIn = counts.NotLetIn == 0 ? "" : $"; {counts.NotLetIn} came from outside Security:AllowedNetworks";
            return $"USERS NOTICE: of {Count(presses, "press", "presses")} {which} {counts.ErrorPage} got an error page and {counts.StalePage} an old page{busy}{notLetIn}.";
        }

        var saved = counts.FailedOver + counts.Hedged == 0
            ? ""
            : $", {counts.FailedOver} of them by failover and {counts.Hedged} by hedging";
        var gone = counts.Abandoned == 0 ? "" : $"; {Count(counts.Abandoned, "phone", "phones")} went away before";
        return $"Users lost nothing: {Count(answered, "press", "presses")} {which} got a page{saved}{gone}.";
    }

    private static string Count(long count, string one, string several) => $"{count} {(count == 1 ? one : several)}";
}
