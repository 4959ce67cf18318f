using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodePlacesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeDirectory _nodes = new();
    private readonly DestinationState _node = Tier.Node("a", limit: 1);
    private QueueOptions _queue = new() { Length = 2, Time = TimeSpan.FromMilliseconds(500) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private NodePlaces Places => new(_nodes, () => _queue, _time);

    [Fact]
    public async Task EnterAsync_NoPlaceWithinTheTime_GivesNothing()
    {
        using var place = await Places.EnterAsync(_node, 0, null, Cancellation);
        var waiting = Places.EnterAsync(_node, 0, null, Cancellation).AsTask();

        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await waiting);
        Assert.Equal((1, 0), (_nodes.Of(_node).Load.InFlight, _nodes.Of(_node).Load.Waiting));
    }

    [Fact]
    public async Task EnterAsync_PlaceInTime_GivesIt()
    {
        var place = await Places.EnterAsync(_node, 0, null, Cancellation);
        var waiting = Places.EnterAsync(_node, 0, null, Cancellation).AsTask();

        _time.Advance(TimeSpan.FromMilliseconds(400));
        place!.Dispose();

        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task EnterAsync_NodeIsSentToMaintenanceMeanwhile_GivesNothing()
    {
        var place = await Places.EnterAsync(_node, 0, null, Cancellation);
        var waiting = Places.EnterAsync(_node, 0, null, Cancellation).AsTask();

        Tier.Reload(_node, Tier.Node("a", limit: 1, state: "Maintenance"));
        place!.Dispose();

        Assert.Null(await waiting);
        Assert.Equal((0, 0), (_nodes.Of(_node).Load.InFlight, _nodes.Of(_node).Load.Waiting));
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(2, 0)]
    public async Task EnterAsync_NoQueue_GivesNothingAtOnce(int length, int milliseconds)
    {
        _queue = new() { Length = length, Time = TimeSpan.FromMilliseconds(milliseconds) };
        using var place = await Places.EnterAsync(_node, 0, null, Cancellation);

        Assert.Null(await Places.EnterAsync(_node, 0, null, Cancellation));
    }

    [Fact]
    public async Task EnterAsync_PressIsOver_SaysSo()
    {
        using var place = await Places.EnterAsync(_node, 0, null, Cancellation);
        using var press = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = Places.EnterAsync(_node, 0, null, press.Token).AsTask();

        await press.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task EnterAsync_SameHostAndPortInAnotherService_IsTheSameNode()
    {
        using var place = await Places.EnterAsync(_node, 0, null, Cancellation);
        var elsewhere = Tier.Node("other-name", address: "http://A:80/");
        var other = Tier.Node("other-port", limit: 1, address: "https://a/");

        Assert.False(_nodes.Of(elsewhere).Load.HasRoom);
        Assert.NotNull(await Places.EnterAsync(other, 0, null, Cancellation));
    }

    [Fact]
    public async Task EnterAsync_LimitReloaded_CountsOn()
    {
        using var first = await Places.EnterAsync(_node, 0, null, Cancellation);
        var load = _nodes.Of(_node).Load;
        Tier.Reload(_node, Tier.Node("a", limit: 2));

        using var second = await Places.EnterAsync(_node, 0, null, Cancellation);

        Assert.Same(load, _nodes.Of(_node).Load);
        Assert.NotNull(second);
        Assert.False(load.HasRoom);
    }
}
