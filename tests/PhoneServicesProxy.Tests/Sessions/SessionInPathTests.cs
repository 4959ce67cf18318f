using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SessionInPathTests
{
    [Theory]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F.node1")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F.node1.x7abcde")]
    public void TakeFrom_WellFormed_IsTakenOff(string path)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;

        var session = SessionInPath.TakeFrom(request);

        Assert.Equal("/emapp/EMAppServlet", request.Path);
        Assert.Equal(path, request.Path + session!.Parameter);
    }

    [Theory]
    [InlineData("/emapp/EMAppServlet")]
    [InlineData("/emapp/EMAppServlet;x=660646D3655BB007")]
    [InlineData("/emapp/EMAppServlet;jsessionid=../../ccmadmin")]
    [InlineData("/emapp;jsessionid=660646D3655BB007/EMAppServlet")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB007..x7abcde")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB007.node1.node2")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB007.node1.x7abcde/")]
    public void TakeFrom_AnythingElse_IsLeft(string path)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;

        Assert.Null(SessionInPath.TakeFrom(request));
        Assert.Equal(path, request.Path);
    }
}
