namespace PhoneServicesProxy.Failover;

/// <summary>The number of presses for each outcome.</summary>
internal readonly record struct OutcomeCounts(long[] Counts)
{
    public static OutcomeCounts None => new(new long[Enum.GetValues<PressOutcome>().Length]);

    public long this[PressOutcome outcome] => Counts[(int)outcome];

    public static OutcomeCounts operator +(OutcomeCounts a, OutcomeCounts b) => new([.. a.Counts.Zip(b.Counts, (x, y) => x + y)]);

    public static OutcomeCounts operator -(OutcomeCounts a, OutcomeCounts b) => new([.. a.Counts.Zip(b.Counts, (x, y) => x - y)]);
}
