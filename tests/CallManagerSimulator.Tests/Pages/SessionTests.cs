namespace CallManagerSimulator.Tests.Pages;

public class SessionTests : ClusterTest
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";

    [Theory]
    [InlineData("")]
    [InlineData("JSESSIONID=0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("jsessionid; =; JSESSIONID")]
    public async Task Get_WithoutKnownSession_GetsANewOne(string cookie)
    {
        Assert.NotNull(await SessionAsync(Publisher, Menu, cookie));
    }

    [Fact]
    public async Task Get_WithSessionOfAnotherNode_GetsANewOne()
    {
        var session = await SessionAsync(Publisher, Menu, "");

        Assert.NotNull(await SessionAsync(Subscriber, Menu, session!));
    }

    [Fact]
    public async Task Get_WithSessionOfAnotherApplication_GetsANewOne()
    {
        var session = await SessionAsync(Publisher, Menu, "");

        Assert.NotNull(await SessionAsync(Publisher, EmPath, session!));
    }

    [Fact]
    public async Task Get_AfterKill_HasLostItsSession()
    {
        var session = await SessionAsync(Publisher, Menu, "");
        await Publisher.SetFaultAsync(NodeFault.Kill, Ct);
        await Publisher.SetFaultAsync(NodeFault.None, Ct);

        Assert.NotNull(await SessionAsync(Publisher, Menu, session!));
    }

    [Fact]
    public async Task Get_WithItsSession_GetsNoOther()
    {
        var session = await SessionAsync(Publisher, Menu, "");

        Assert.Null(await SessionAsync(Publisher, Menu, $"other=1; {session}"));
        Assert.Null(await SessionAsync(Publisher, $"/ccmcip/getservicesmenu.jsp;jsessionid={session!.Split('=')[1]}", ""));
    }

    private async Task<string?> SessionAsync(SimulatedNode node, string target, string cookie)
    {
        using var response = await SendAsync(node, target, ("Cookie", cookie));
        return response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Single().Split(';')[0] : null;
    }
}
