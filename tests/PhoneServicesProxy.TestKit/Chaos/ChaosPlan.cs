namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>An endless list of random faults, the same for the same seed. Kinds are dealt like cards, so each comes up equally often.</summary>
internal static class ChaosPlan
{
    public static IEnumerable<ChaosStep> Steps(int seed, int nodes, ChaosPace pace)
    {
        var chance = new Random(seed);
        while (true)
        {
            ChaosFault[] deck = [.. ChaosFault.All];
            chance.Shuffle(deck);
            foreach (var fault in deck)
            {
                yield return new ChaosStep(
                    chance.Next(nodes),
                    fault,
                    Between(pace.ShortestFault, pace.LongestFault, chance),
                    Between(pace.ShortestGap, pace.LongestGap, chance));
            }
        }
    }

    private static TimeSpan Between(TimeSpan from, TimeSpan to, Random chance) => from + chance.NextDouble() * (to - from);
}
