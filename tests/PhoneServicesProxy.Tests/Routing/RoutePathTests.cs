using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class RoutePathTests
{
    [Theory]
    [InlineData("/ccmcip/page.jsp", "/CCMCIP/PAGE.JSP", "/ccmcip/page.jsp")]
    [InlineData("/CCMCIP/page.asp", "/ccmcip/Page.asp", "/CCMCIP/page.asp")]
    [InlineData("/ccmpd/{page:regex(^x$)}", "/CCMPD/Page.do", "/ccmpd/Page.do")]
    [InlineData("/{**rest}", "/A/b", "/A/b")]
    [InlineData("/idle/", "/IDLE", "/IDLE")]
    [InlineData(null, "/A", "/A")]
    public void Of_PathThatTheRouteMatches_IsTheRoutesSpelling(string? pattern, string path, string expected) =>
        Assert.Equal(expected, RoutePath.Of(pattern, path).Value);
}
