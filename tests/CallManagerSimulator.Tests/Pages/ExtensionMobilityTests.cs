namespace CallManagerSimulator.Tests.Pages;

public class ExtensionMobilityTests : ClusterTest
{
    [Theory]
    [InlineData("", "(207)")]
    [InlineData("?device=", "(207)")]
    [InlineData("?device=PROBE", "(22)")]
    [InlineData("?device=SEP1&loginType=XX", "(215)")]
    [InlineData("?device=SEP1&userid=user1&seq=1", "(201)")]
    [InlineData("?device=SEP1&userid=user0&seq=12345", "(201)")]
    [InlineData("?device=SEP1&userid=user1&seq=", "(202)")]
    [InlineData("?device=SEP1&doLogout=true", "(19)")]
    public async Task Get_WhatCannotBeDone_ShowsItsNumber(string query, string number)
    {
        var page = await GetXmlAsync(Publisher, "/emapp/EMAppServlet" + query);

        Assert.Equal("CiscoIPPhoneText", page.Name.LocalName);
        Assert.EndsWith(number, page.Element("Text")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ThroughProxy_IsRefusedAndNotExecuted()
    {
        var page = await GetXmlAsync(Publisher, LoginPath, ("Via", "1.1 gateway"));

        Assert.EndsWith("(30)", page.Element("Text")!.Value, StringComparison.Ordinal);
        Assert.Empty(Cluster.ExecutedLogins);
    }

    [Fact]
    public async Task Login_TwiceOnOneDevice_IsSeenAsTwoExecutions()
    {
        Assert.Contains("Login Successful", await GetTextAsync(Publisher, LoginPath), StringComparison.Ordinal);
        Assert.Contains("(18)", await GetTextAsync(Subscriber, LoginPath), StringComparison.Ordinal);

        Assert.Equal(
            [(1L, "publisher", "user1", 1, 0), (2L, "subscriber1", "user1", 2, 18)],
            Cluster.LoginsOn(Device).Select(l => (l.Number, l.Node, l.User, l.Sequence, l.Result)));
        Assert.Equal((1, 1), (Publisher.LoginsExecuted, Subscriber.LoginsExecuted));
    }

    [Fact]
    public async Task Login_OfAUserElsewhere_IsRefused()
    {
        await GetTextAsync(Publisher, LoginPath);

        var page = await GetTextAsync(Publisher, "/emapp/EMAppServlet?device=SEP2&userid=USER1&seq=12345");

        Assert.Contains("(25)", page, StringComparison.Ordinal);
        Assert.Null(Cluster.UserOn("SEP2"));
    }

    [Fact]
    public async Task Login_OfAnUnknownUser_DoesNotKeepItsId()
    {
        await GetTextAsync(Publisher, EmPath + "&userid=jdoe&seq=99999");

        Assert.Equal("unknown", Cluster.ExecutedLogins.Single().User);
    }

    [Fact]
    public async Task Get_WhenLoggedIn_AsksOnEveryNodeWhetherToLogOut()
    {
        await GetTextAsync(Publisher, LoginPath);

        var question = await GetXmlAsync(Subscriber, EmPath);
        var logout = question.Elements("SoftKeyItem").First().Element("URL")!.Value;
        Assert.Equal("CiscoIPPhoneText", question.Name.LocalName);
        Assert.Equal($"{Subscriber.Address}emapp/EMAppServlet?device={Device}&doLogout=true", logout);

        Assert.Contains("Logout Successful", await GetTextAsync(Subscriber, logout), StringComparison.Ordinal);
        Assert.Null(Cluster.UserOn(Device));
        Assert.Equal(1, Subscriber.Counters.LogoutsExecuted);
    }

    [Fact]
    public async Task ResetCounters_AfterALogin_ForgetsItButNotWhoIsLoggedIn()
    {
        await GetTextAsync(Publisher, LoginPath);

        Cluster.ResetCounters();

        Assert.Empty(Cluster.ExecutedLogins);
        Assert.Equal(0, Publisher.Counters.Requests);
        Assert.Equal("user1", Cluster.UserOn(Device));
    }
}
