using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class RoutedPathsTests
{
    [Theory]
    [InlineData("/ccmcip/menu.jsp", true)]
    [InlineData("/CCMCIP/Menu.jsp", true)]
    [InlineData("/ccmcip/m%65nu.jsp", true)]
    [InlineData("/ccmcip/other.jsp", false)]
    [InlineData("/emapp/a/b", true)]
    [InlineData("/number/12", true)]
    [InlineData("/number/twelve", false)]
    [InlineData("/", false)]
    public void TakeWritten_GoesByTheRoutes_FirstTimeAndAgain(string path, bool expected)
    {
        var paths = Create("/ccmcip/menu.jsp", "/emapp/{**rest}", "/number/{id:int}");

        Assert.Equal(expected, paths.TakeWritten(path));
        Assert.Equal(expected, paths.TakeWritten(path));
    }

    [Fact]
    public void TakeWritten_MorePathsThanAreRemembered_StillRight()
    {
        var paths = Create("/emapp/{**rest}");

        for (var i = 0; i < 1500; i++)
        {
            Assert.True(paths.TakeWritten($"/emapp/{i}"));
            Assert.False(paths.TakeWritten($"/other/{i}"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "POST", "get")]
    [InlineData(false, "POST")]
    public void TakesGet_ByMethods(bool expected, params string[] methods) =>
        Assert.Equal(expected, RoutedPaths.TakesGet(new() { RouteId = "r", Match = new() { Path = "/", Methods = methods } }));

    private static RoutedPaths Create(params string[] patterns) => new(
        patterns.Select(pattern => new RouteConfig { RouteId = pattern, Match = new() { Path = pattern } }),
        RouteParameters.Factory);
}
