using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Wording;

public sealed class PluralTests
{
    [Theory]
    [InlineData(0, "0 errors")]
    [InlineData(1, "1 error")]
    [InlineData(12, "12 errors")]
    public void Of_Count_IsSaidAsOneSaysIt(int count, string expected) => Assert.Equal(expected, Plural.Of(count, "error"));
}
