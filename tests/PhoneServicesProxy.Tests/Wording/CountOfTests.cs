using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Wording;

public sealed class CountOfTests
{
    [Theory]
    [InlineData(0, "0 errors")]
    [InlineData(1, "1 error")]
    [InlineData(12, "12 errors")]
    public void These_Count_IsSaidAsOneSaysIt(int count, string expected) => Assert.Equal(expected, CountOf.These(count, "error"));
}
