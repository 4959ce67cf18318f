using CallManagerSimulator;

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

        await phone.PressButtonAsync("/ccmcip/xmldirectory.jsp");
        await phone.SelectAsync("Corporate Directory");
        await phone.SubmitAsync("", "");
        var pages = 1;
        for (; phone.HasKey("Next"); pages++)
        {
            await phone.PressKeyAsync("Next");
            Assert.StartsWith("CiscoIPPhoneDirectory", phone.Display, StringComparison.Ordinal);
        }

        await phone.PressKeyAsync("Search");

        Assert.StartsWith("CiscoIPPhoneInput Directory Search", phone.Display, StringComparison.Ordinal);
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

        await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
        await phone.SelectAsync("Extension Mobility");
        await phone.SubmitAsync("user1", "12345");
        Assert.Equal("user1", site.Cluster.UserOn("SEP001122334455"));

        await phone.PressButtonAsync("/CCMCIP/getservicesmenu.asp");
        await phone.SelectAsync("Extension Mobility");
        await phone.PressKeyAsync("Yes");

        Assert.Null(site.Cluster.UserOn("SEP001122334455"));
        Assert.Contains("Logout Successful", phone.Display, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_EveryItem_IsAPageFromTheGateway()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");
        await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");

        var items = phone.MenuItems;

        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
            await phone.SelectAsync(item);
            Assert.StartsWith("CiscoIPPhone", phone.Display, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task PersonalDirectory_Browsed_NeverPastTheGateway()
    {
        await using var site = await Site.StartAsync();
        using var phone = site.Phone("localhost");

        await phone.PressButtonAsync("/ccmpd/pdCheckLogin.do?name=SEP001122334455");
        await phone.SubmitAsync("user1", "12345");
        await phone.SelectAsync("Personal Address Book");
        await phone.PressKeyAsync("Back");

        Assert.Contains("Personal Fast Dials", phone.MenuItems);
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

        await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
        await phone.SelectAsync("Extension Mobility");
        await phone.SubmitAsync("user1", "12345");

        Assert.Equal("user1", site.Cluster.UserOn("SEP001122334455"));
    }
}
