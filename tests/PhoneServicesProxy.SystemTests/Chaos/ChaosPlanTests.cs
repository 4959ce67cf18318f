using PhoneServicesProxy.TestKit.Chaos;

namespace PhoneServicesProxy.SystemTests.Chaos;

public sealed class ChaosPlanTests
{
    private static readonly int Kinds = ChaosFault.All.Count;

    [Fact]
    public void Steps_SameSeed_AreTheSame() => Assert.Equal(Steps(seed: 7), Steps(seed: 7));

    [Fact]
    public void Steps_AnotherSeed_AreOthers() => Assert.NotEqual(Steps(seed: 7), Steps(seed: 8));

    [Fact]
    public void Steps_OneDeck_HasEveryKindOnce() =>
        Assert.Equal(Kinds, Steps(seed: 7).Take(Kinds).Select(step => step.Fault.Kind).Distinct().Count());

    [Fact]
    public void Steps_SeveralDecks_BreakEveryNodeForAsLongAsThePaceSays()
    {
        var steps = Steps(seed: 7);

        Assert.Equal([0, 1, 2], steps.Select(step => step.Node).Distinct().Order());
        Assert.All(steps, step => Assert.InRange(step.Lasts, ChaosPace.Usual.ShortestFault, ChaosPace.Usual.LongestFault));
        Assert.All(steps, step => Assert.InRange(step.Gap, ChaosPace.Usual.ShortestGap, ChaosPace.Usual.LongestGap));
    }

    private static ChaosStep[] Steps(int seed) => [.. ChaosPlan.Steps(seed, nodes: 3, ChaosPace.Usual).Take(3 * Kinds)];
}
