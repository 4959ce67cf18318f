using System.Net;

namespace CallManagerSimulator.Tests.Faults;

public class AnswerFaultTests : ClusterTest
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";

    [Theory]
    [InlineData("hang", RawEnd.Silence)]
    [InlineData("reset", RawEnd.Reset)]
    public async Task NoAnswer_Request_SeesSilenceOrReset(string fault, RawEnd expected)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendGetAsync(Menu);

        Assert.Equal(("", expected), await connection.ReadToEndAsync());
        Assert.Equal(1, Publisher.Counters.RequestsFor(Menu));
    }

    [Fact]
    public async Task Hang_WhenItEnds_ResetsWhatItHeld()
    {
        await Publisher.SetFaultAsync(NodeFault.Hang, Ct);
        using var connection = await RawConnection.OpenAsync(Publisher);
        await connection.SendGetAsync(LoginPath);
        await WaitForAsync(() => Publisher.Counters.Requests == 1);

        await Publisher.SetFaultAsync(NodeFault.None, Ct);

        Assert.Equal(RawEnd.Reset, await connection.WaitForEndAsync());
        Assert.Empty(Cluster.ExecutedLogins);
    }

    [Fact]
    public async Task Half_Request_GetsHalfOfTheBodyThenReset()
    {
        await Publisher.SetFaultAsync(NodeFault.Parse("half"), Ct);
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendGetAsync(Menu);
        var (text, end) = await connection.ReadToEndAsync();

        Assert.Equal(RawEnd.Reset, end);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", text, StringComparison.Ordinal);
        var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Equal(RawConnection.ContentLengthOf(text) / 2, body.Length);
    }

    [Fact]
    public async Task Cut_Request_IsWellFramedButNotWellFormed()
    {
        var whole = await GetTextAsync(Publisher, Menu);
        await Publisher.SetFaultAsync(NodeFault.Parse("cut"), Ct);

        using var response = await SendAsync(Publisher, Menu);
        var text = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(text.Length, response.Content.Headers.ContentLength);
        Assert.Equal(whole[..(whole.Length / 2)], text);
    }

    [Fact]
    public async Task Slow_Login_IsExecutedThoughTheClientHasGone()
    {
        await Publisher.SetFaultAsync(NodeFault.Slow(TimeSpan.FromMilliseconds(300)), Ct);
        using (var connection = await RawConnection.OpenAsync(Publisher))
        {
            await connection.SendGetAsync(LoginPath);
            await WaitForAsync(() => Publisher.Counters.Requests == 1);
            Assert.Empty(Cluster.ExecutedLogins);
        }

        await WaitForAsync(() => Cluster.LoginsOn(Device).Count == 1);
    }

    [Fact]
    public async Task Drip_Request_GetsTheWholePage()
    {
        await Publisher.SetFaultAsync(NodeFault.Parse("drip delay=1ms"), Ct);

        var page = await GetXmlAsync(Publisher, "/ccmcip/messages.jsp");

        Assert.Equal("CiscoIPPhoneText", page.Name.LocalName);
    }

    [Theory]
    [InlineData("500", 500, "text/html")]
    [InlineData("503", 503, "text/html")]
    [InlineData("html", 200, "text/html")]
    [InlineData("em-down", 503, "text/html")]
    [InlineData("em-busy", 200, "text/xml")]
    [InlineData("em-error=208", 200, "text/xml")]
    [InlineData("em-busy status=503", 503, "text/xml")]
    [InlineData("em-error=208 status=404", 404, "text/xml")]
    public async Task ErrorPage_Login_IsNotExecuted(string fault, int status, string type)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);

        using var response = await SendAsync(Publisher, LoginPath);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(Cluster.ExecutedLogins);
    }

    [Theory]
    [InlineData("em-down")]
    [InlineData("em-busy")]
    [InlineData("500 path=/emapp")]
    [InlineData("reset only-changing")]
    public async Task LimitedFault_OtherRequest_IsServed(string fault)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);

        Assert.Contains("CiscoIPPhoneMenu", await GetTextAsync(Publisher, Menu), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("em-busy", "(26)")]
    [InlineData("em-error=208", "(208)")]
    public async Task EmError_FirstPage_ShowsTheNumber(string fault, string number)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);

        Assert.EndsWith(number, (await GetXmlAsync(Publisher, EmPath)).Element("Text")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmError_WithPath_ShowsTheNumberThere()
    {
        await Publisher.SetFaultAsync(NodeFault.Parse("em-error=26 path=/ccmcip"), Ct);

        Assert.EndsWith("(26)", (await GetXmlAsync(Publisher, Menu)).Element("Text")!.Value, StringComparison.Ordinal);
        Assert.Equal("CiscoIPPhoneInput", (await GetXmlAsync(Publisher, EmPath)).Name.LocalName);
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("reset")]
    [InlineData("half")]
    public async Task AfterExecuting_Login_IsCountedOnceBeforeTheFaultStrikes(string fault)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);
        await SendAndWaitForEndAsync();
        Assert.Empty(Cluster.ExecutedLogins);

        await Publisher.SetFaultAsync(NodeFault.Parse(fault + " after-executing path=/emapp"), Ct);
        await SendAndWaitForEndAsync();

        Assert.Single(Cluster.ExecutedLogins);
        Assert.Equal("user1", Cluster.UserOn(Device));
    }

    private async Task SendAndWaitForEndAsync()
    {
        using var connection = await RawConnection.OpenAsync(Publisher);
        await connection.SendGetAsync(LoginPath);
        await connection.ReadToEndAsync();
    }
}
