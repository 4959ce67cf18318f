using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

/// <summary>An answer that is too long to be held streams from its node to the phone, and occupies the node until its end.</summary>
public sealed class LongAnswerTests : IAsyncDisposable
{
    private static readonly int Long = new FailoverPolicyOptions().MaxHeldSize * 2;

    private const string Path = "/ccmcip/idle.jsp";

    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _node;

    public LongAnswerTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _node = builder.Build();
        _node.Run(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[Long], context.RequestAborted);
            await _rest.Task.WaitAsync(context.RequestAborted);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LongAnswer_UntilItEndsOrThePhoneHangsUp_OccupiesItsPlace(bool hangsUp)
    {
        await _node.StartAsync(TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            [("only", new(_node.Urls.Single()))],
            "--ReverseProxy:Clusters:idle:HealthCheck:Active:Enabled=false",
            "--PhoneServices:Nodes:only:MaxConcurrentRequests=1",
            "--PhoneServices:Queue:Length=0");
        var destination = gateway.Get<NodeTable>().Nodes.First(node => node.Cluster.ClusterId == "idle").Destination;
        var load = gateway.Get<NodeDirectory>().Of(destination).Load;
        using var phone = new HttpClient { BaseAddress = gateway.Address };
        using var other = new Phone(gateway.Address);

        var answer = await phone.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(1, load.InFlight);
        Assert.Contains("busy", (await other.GetAsync(Path)).Text("Text"), StringComparison.Ordinal);

        if (hangsUp)
        {
            answer.Dispose();
        }
        else
        {
            _rest.SetResult();
            Assert.Equal(Long, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        }

        await Eventually.IsAsync(() => load.InFlight == 0);
    }

    public async ValueTask DisposeAsync()
    {
        _rest.TrySetResult();
        await _node.DisposeAsync();
    }
}
