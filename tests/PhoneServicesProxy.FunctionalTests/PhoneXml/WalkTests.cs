using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Walk;

namespace PhoneServicesProxy.FunctionalTests.PhoneXml;

/// <summary>A user goes through the services; every page comes from a node that names itself, and none leads there.</summary>
public sealed class WalkTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Directory_SearchedAndPaged_NeverPastTheGateway(string name)
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone(name);

        var pages = await Walks.SearchDirectoryAsync(phone);

        Assert.InRange(pages, 3, 100);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task ExtensionMobility_LoginAndLogout_NeverPastTheGateway(string name)
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone(name);

        await Walks.LogInAsync(phone, "user1", "12345");
        Assert.Equal("user1", site.Cluster.UserOn("SEP001122334455"));
        await Walks.LogOutAsync(phone);

        Assert.Null(site.Cluster.UserOn("SEP001122334455"));
    }

    [Fact]
    public async Task Menu_EveryItem_IsAPageFromTheGateway()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");

        await Walks.EveryMenuItemAsync(phone);
    }

    [Fact]
    public async Task PersonalDirectory_Browsed_NeverPastTheGateway()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");

        await Walks.BrowsePersonalDirectoryAsync(phone);
    }

    [Fact]
    public async Task Idle_Refreshed_NeverPastTheGateway()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");

        await phone.PressButtonAsync("/ccmcip/idle.jsp");
        await phone.RefreshAsync();
        await phone.RefreshAsync();

        Assert.Contains("Idle", phone.Display, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_NodesDieOnTheWay_GoesOn()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");

        await phone.PressButtonAsync("/ccmcip/xmldirectory.jsp");
        await site.Cluster["publisher"].SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);
        await phone.SelectAsync("Corporate Directory");
        await site.Cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);
        await phone.SubmitAsync("", "");
        await phone.PressKeyAsync("Next");

        Assert.StartsWith("CiscoIPPhoneDirectory", phone.Display, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_NodesOnHttp_StaysOnHttpsAndKeepsItsSession()
    {
        await using var site = await Site.StartAsync(https: true);
        using var phone = site.Phone("localhost");

        await Walks.LogInAsync(phone, "user1", "12345");

        Assert.Equal("user1", site.Cluster.UserOn("SEP001122334455"));
    }
}
