using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class ShownPathTests
{
    [Theory]
    [InlineData("/ccmcip/xmldirectory.jsp", "/ccmcip/xmldirectory.jsp")]
    [InlineData(@"/ccmpd/{page:regex(^[A-Za-z]+\.do$)}", "/ccmpd/{page}")]
    [InlineData("/fippa/{**rest}", "/fippa/{**rest}")]
    [InlineData("/a/{b}.jsp", "/a/{b}.jsp")]
    [InlineData(null, null)]
    public void Of_Pattern_IsShownWithoutConstraints(string? pattern, string? expected) => Assert.Equal(expected, ShownPath.Of(pattern));
}
