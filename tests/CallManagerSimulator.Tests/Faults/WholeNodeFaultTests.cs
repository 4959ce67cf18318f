using System.Net.Sockets;

namespace CallManagerSimulator.Tests.Faults;

public class WholeNodeFaultTests : ClusterTest
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";

    [Theory]
    [InlineData("refuse")]
    [InlineData("kill")]
    public async Task Refuse_Connections_AreResetAndNewOnesRefused(string fault)
    {
        using var idle = await RawConnection.OpenAsync(Publisher);
        await idle.SendGetAsync(Menu);
        await idle.ReadAnswerAsync();

        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);

        Assert.Equal(RawEnd.Reset, await idle.WaitForEndAsync());
        Assert.Equal(SocketError.ConnectionRefused, await RawConnection.TryConnectAsync(Publisher));
        Assert.Contains("CiscoIPPhoneMenu", await GetTextAsync(Subscriber, Menu), StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_AfterRefuse_ServesOnTheSamePort()
    {
        for (var i = 0; i < 5; i++)
        {
            using var open = await RawConnection.OpenAsync(Publisher);
            await Publisher.SetFaultAsync(NodeFault.Refuse, Ct);
            await Publisher.SetFaultAsync(NodeFault.None, Ct);

            Assert.Contains("CiscoIPPhoneMenu", await GetTextAsync(Publisher, Menu), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Vanish_Connections_AreSilentAndSynsUnanswered()
    {
        using var open = await RawConnection.OpenAsync(Publisher);
        await open.SendGetAsync(Menu);
        await open.ReadAnswerAsync();

        await Publisher.SetFaultAsync(NodeFault.Vanish, Ct);
        await open.SendGetAsync(Menu);

        Assert.Equal(("", RawEnd.Silence), await open.ReadToEndAsync());
        Assert.Null(await RawConnection.TryConnectAsync(Publisher));
        Assert.Null(await RawConnection.TryConnectAsync(Publisher));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("refuse")]
    public async Task None_AfterVanish_ServesAgain(string between)
    {
        await Publisher.SetFaultAsync(NodeFault.Vanish, Ct);
        await Publisher.SetFaultAsync(NodeFault.Parse(between), Ct);
        await Publisher.SetFaultAsync(NodeFault.None, Ct);

        Assert.Contains("CiscoIPPhoneMenu", await GetTextAsync(Publisher, Menu), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refuse after-executing only-changing", RawEnd.Reset)]
    [InlineData("kill after-executing path=/emapp only-changing", RawEnd.Reset)]
    [InlineData("vanish after-executing only-changing", RawEnd.Silence)]
    public async Task AfterExecuting_NodeFault_StrikesAtTheLoginThatItExecutes(string fault, RawEnd expected)
    {
        await Publisher.SetFaultAsync(NodeFault.Parse(fault), Ct);
        Assert.Contains("CiscoIPPhoneInput", await GetTextAsync(Publisher, EmPath), StringComparison.Ordinal);

        using var login = await RawConnection.OpenAsync(Publisher);
        await login.SendGetAsync(LoginPath);

        Assert.Equal(("", expected), await login.ReadToEndAsync());
        Assert.Equal("user1", Cluster.UserOn(Device));
        Assert.Single(Cluster.LoginsOn(Device));
        Assert.NotEqual(SocketError.Success, await RawConnection.TryConnectAsync(Publisher));
    }
}
