using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class StatedCharsetTests
{
    [Theory]
    [InlineData("iso-8859-1", "utf-8", false)]
    [InlineData("utf-8;q=0", "utf-8", false)]
    [InlineData("utf-8; q=0.000, iso-8859-1", "utf-8", false)]
    [InlineData(",;q=0.8", "utf-8", false)]
    [InlineData("", "utf-8", true)]
    [InlineData("utf-8,;q=0.8", "utf-8", true)]
    [InlineData("utf-8,utf-8;q=0.8", "utf-8", true)]
    [InlineData("iso-8859-1, UTF-8;q=0.05", "utf-8", true)]
    [InlineData("iso-8859-1,*", "utf-8", true)]
    public void Accepts_HeaderOfAPhone_IsReadLeniently(string acceptCharset, string charset, bool expected) =>
        Assert.Equal(expected, StatedCharset.Accepts(acceptCharset, charset));
}
