using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

public sealed class ShutdownNoticeTests
{
    private const string Menu = "ccmcip/getservicesmenu.jsp?name=SEP001122334455";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_UntilTheNoticeIsOver_ServesIsNotReadyAndEndsConnections()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Shutdown:Notice=00:00:20");
        using var client = new HttpClient();
        Assert.NotEqual(true, await EndsConnectionAsync(client, gateway));

        // The notice is cut short by the end of the host's patience.
        using var patience = new CancellationTokenSource();
        var stopping = gateway.StopAsync(patience.Token);

        using var ready = await client.GetAsync(new Uri(gateway.Get<ManagementServer>().Address!, "readyz"), Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "stopping\n"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancellation)));
        Assert.True(await EndsConnectionAsync(client, gateway));
        Assert.False(stopping.IsCompleted);
        await patience.CancelAsync();
        await stopping;
    }

    private static async Task<bool?> EndsConnectionAsync(HttpClient client, TestGateway gateway)
    {
        using var answer = await client.GetAsync(new Uri(gateway.Address, Menu), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ConnectionClose;
    }
}
