using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class RewriteCountsTests
{
    [Fact]
    public void Add_PageAndHeader_EachCountIsTheSumOfBoth() => Assert.Equal(
        new(Rewritten: 3, TooLong: 5, IllFormed: 1, NoPlainHttp: 7, Sessions: 9, Unrouted: 11),
        new RewriteCounts(Rewritten: 1, TooLong: 2, IllFormed: 0, NoPlainHttp: 3, Sessions: 4, Unrouted: 5)
            + new RewriteCounts(Rewritten: 2, TooLong: 3, IllFormed: 1, NoPlainHttp: 4, Sessions: 5, Unrouted: 6));
}
