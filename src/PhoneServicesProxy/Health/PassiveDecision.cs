namespace PhoneServicesProxy.Health;

/// <summary>The rules for taking a node out after failed requests.</summary>
internal static class PassiveDecision
{
    private static readonly TimeSpan Forgiveness = TimeSpan.FromMinutes(1);

    /// <summary>The number of a service's nodes that may be out because of counted failures.</summary>
    public static int AllowedOut(int nodes, double maxShare) => nodes < 2 ? 0 : Math.Max(1, (int)(nodes * maxShare));

    /// <summary>
    /// True if the failures within the window are too many, compared with the successes since the first of them. They must also come from
    /// enough different phones, because one phone alone may be wrong.
    /// </summary>
    public static bool IsTooMany(int failures, int phones, long successes, PassiveHealthOptions options) =>
        failures >= options.Failures && phones >= options.Phones && failures >= options.MinFailureShare * (failures + successes);

    /// <summary>The time for which a node stays out. <paramref name="last"/> is zero if it was never out.</summary>
    public static TimeSpan HoldTime(TimeSpan last, TimeSpan sinceLastFailure, PassiveHealthOptions options)
    {
        var hold = last == TimeSpan.Zero || sinceLastFailure > Forgiveness ? options.HoldTime : last * 2;
        return hold < options.MaxHoldTime ? hold : options.MaxHoldTime;
    }
}
