using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.FunctionalTests.Commands;

/// <summary>The command <c>ready</c> at a gateway that serves, at one that stops, and where there is none.</summary>
public sealed class ReadinessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetReadiness_GatewayThatServesAndThenStops_SaysSo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Shutdown:Notice=00:00:20");
        var management = gateway.Get<ManagementServer>().Address!;
        await Eventually.IsAsync(async () => await ReadinessAsync(management) == "ready");

        using var patience = new CancellationTokenSource();
        var stopping = gateway.StopAsync(patience.Token);

        Assert.Equal($"The gateway at {management} is not ready: stopping.", await ReadinessAsync(management));
        await patience.CancelAsync();
        await stopping;
    }

    [Fact]
    public async Task GetReadiness_NoGateway_SaysSo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);

        Assert.StartsWith($"The server at {gateway.Address} is not the management endpoint of a gateway.", await ReadinessAsync(gateway.Address), StringComparison.Ordinal);
        var nobody = new Uri($"http://{IPAddress.Loopback}:{FreePort.Next()}/");
        Assert.StartsWith($"No gateway answers at {nobody}", await ReadinessAsync(nobody), StringComparison.Ordinal);
    }

    private static async Task<string> ReadinessAsync(Uri url)
    {
        using var client = new ManagementClient(new() { Url = url, Key = new(null, ForReading: false, null) });
        try
        {
            return await client.GetReadinessAsync(Cancellation);
        }
        catch (ManagementException error)
        {
            return error.Message;
        }
    }
}
