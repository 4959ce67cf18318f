using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PhoneServicesProxy.Discovery;

namespace PhoneServicesProxy.Tests.Discovery;

public sealed class ServiceWeightsTests
{
    [Theory]
    [InlineData("1,2,3", "1,2,3")]
    [InlineData("0,0", "1,1")]
    [InlineData("0", "1")]
    [InlineData("0,1", "1,100")]
    [InlineData("0,1000", "1,65000")]
    [InlineData("0,65535", "1,65535")]
    public void Apply_OneTier_KeepsSharesAndMakesZeroSmall(string weights, string expected) =>
        Assert.Equal(expected, string.Join(',', Weights([.. weights.Split(',').Select(int.Parse)])));

    [Fact]
    public void Apply_Tiers_AreEachTheirOwn()
    {
        ServiceRecord[] records = [new("a", 1, 1, 0), new("b", 1, 1, 5), new("c", 1, 2, 7)];

        Assert.Equal([("a", 1), ("b", 500), ("c", 7)], ServiceWeights.Apply(records).Select(record => (record.Target, record.Weight)));
    }

    [Property]
    public Property Apply_AnyWeights_AreInRangeAndInOrder() => Prop.ForAll(
        Gen.Choose(0, 65535).NonEmptyListOf().ToArbitrary(),
        weights =>
        {
            int[] given = [.. weights];
            var made = Weights(given);
            return made.All(weight => weight is >= 1 and <= 65535)
                && given.Zip(made).All(one => given.Zip(made).All(other => one.First <= other.First || one.Second >= other.Second));
        });

    private static int[] Weights(int[] weights) =>
        [.. ServiceWeights.Apply(weights.Select((weight, index) => new ServiceRecord($"{index}", 8080, 10, weight))).Select(record => record.Weight)];
}
