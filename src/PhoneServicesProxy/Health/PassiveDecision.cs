namespace PhoneServicesProxy.Health;

/// <summary>What failed requests lead to.</summary>
internal static class PassiveDecision
{
    private static readonly TimeSpan Forgiveness = TimeSpan.FromMinutes(1);

    /// <summary>How many of a service's nodes may be out through counted failures.</summary>
    public static int AllowedOut(int nodes, double maxShare) => nodes < 2 ? 0 : Math.Max(1, (int)(nodes * maxShare));

    /// <summary>
    /// Whether the last failures, all within the window, are too many beside the successes since the first, and of more phones than may err
    /// alone.
    /// </summary>
    public static bool IsTooMany(int failures, int phones, long successes, PassiveHealthOptions options) =>
        failures >= options.Failures && phones >= options.Phones && failures >= options.MinFailureShare * (failures + successes);

    /// <summary>For how long a node stays out this time; <paramref name="last"/> is zero where it never was.</summary>
    public static TimeSpan HoldTime(TimeSpan last, TimeSpan sinceLastFailure, PassiveHealthOptions options)
    {
        var hold = last == TimeSpan.Zero || sinceLastFailure > Forgiveness ? options.HoldTime : last * 2;
        return hold < options.MaxHoldTime ? hold : options.MaxHoldTime;
    }
}
