using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public sealed class DownSignalsTests : IAsyncDisposable
{
    private readonly ProbingFixture _fixture = new();
    private readonly DownSignals _downs;
    private readonly ClusterState _em;
    private readonly ClusterState _menu;

    public DownSignalsTests()
    {
        _downs = new(_fixture.Changes);
        _em = _fixture.AddCluster("em", true, ("a", "http://a/"), ("b", "http://b/"));
        _menu = _fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
    }

    [Fact]
    public void Of_NodeGoesDown_IsCancelledThereAndInEveryService()
    {
        var (a, inMenu, b) = (Of(_em, "a"), Of(_menu, "a"), Of(_em, "b"));

        _fixture.Reporter.AttemptFailed(_em.Destinations["a"], AttemptFailure.ConnectFailed);

        Assert.Equal((true, true, false), (a.IsCancellationRequested, inMenu.IsCancellationRequested, b.IsCancellationRequested));
    }

    [Fact]
    public void Of_NodeIsDownAlready_WaitsForTheNextTime()
    {
        _fixture.Reporter.AttemptFailed(_em.Destinations["a"], AttemptFailure.ConnectFailed);

        Assert.False(Of(_em, "a").IsCancellationRequested);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private CancellationToken Of(ClusterState cluster, string node) => _downs.Of(cluster, cluster.Destinations[node]);
}
