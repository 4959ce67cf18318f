using System.Net.Sockets;
using CallManagerSimulator;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>A gateway that stops, and who came a moment before.</summary>
public sealed class StopTests
{
    private const string NoNotice = "--PhoneServices:Shutdown:Notice=00:00:00";
    private const string Menu = """
        GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.1
        Host: 10.1.0.10:8080
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*


        """;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_PressOnAConnectionThatWasJustAccepted_IsAnswered()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, NoNotice);
        await using var phone = await ComeAsync(gateway);

        var stopping = gateway.StopAsync(Cancellation);
        await Eventually.IsAsync(() => RefusesAsync(gateway.Address));
        var answer = await phone.AskAsync(Menu);

        Assert.Equal((200, "close"), (answer.Status, answer["Connection"]));
        Assert.Contains("<CiscoIPPhoneMenu>", answer.Text, StringComparison.Ordinal);
        await stopping;
    }

    [Fact]
    public async Task Stop_ConnectionThatStaysSilent_IsNotWaitedForLong()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, NoNotice);
        await using var phone = await ComeAsync(gateway);

        await gateway.StopAsync(Cancellation).WaitAsync(Moment, TimeProvider.System, Cancellation);

        Assert.True(await phone.IsClosedAsync());
    }

    /// <summary>A phone that is connected, and has not pressed yet.</summary>
    private static async Task<PhoneConnection> ComeAsync(TestGateway gateway)
    {
        var phone = await PhoneConnection.OpenAsync(gateway.Address);
        await Eventually.IsAsync(() => gateway.Get<ConnectionLimit>().Count == 1);
        return phone;
    }

    private static async Task<bool> RefusesAsync(Uri gateway)
    {
        using var other = new TcpClient();
        try
        {
            await other.ConnectAsync(gateway.Host, gateway.Port, Cancellation);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
