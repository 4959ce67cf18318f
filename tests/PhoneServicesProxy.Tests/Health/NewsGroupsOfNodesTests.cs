using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>A node that dies does so for all its services at once: that is one piece of news.</summary>
public sealed class NewsGroupsOfNodesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];
    private readonly NewsGroups<NodeStateChange> _sut;

    public NewsGroupsOfNodesTests() => _sut = new(_time, change => change.Destination, change => change.Cluster, change => change.CommonCause, changes => _told.Add(
        $"{changes[0].Destination} {changes[0].State} {NodeStateChanges.Spokesman(changes).Cause}: {NodeStateChanges.Services(changes)}"));

    [Fact]
    public void Add_OneDeathInThreeServices_IsToldOnce()
    {
        Add("a", "menu", "refused after 12 ms (seen by the probe for login)");
        Add("a", "login", "refused after 3 ms");
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Add("a", "idle", "refused after 12 ms (seen by the probe for login)");
        Assert.Empty(_told);

        _time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(["a Down refused after 3 ms: idle, login, menu"], _told);
    }

    [Fact]
    public void Add_OtherNodeOrCauseOrState_IsToldByItself()
    {
        Add("a", "menu", "refused");
        Add("b", "menu", "refused");
        Add("a", "login", "status 503");
        Add("a", "idle", "good", NodeCondition.Up);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a Down refused: menu", "a Down status 503: login", "a Up good: idle", "b Down refused: menu"], _told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Add_OtherStatusForEachService_IsToldByItself()
    {
        Add("a", "menu", "status 404, not 200");
        Add("a", "login", "status 503, not 200");

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a Down status 404, not 200: menu", "a Down status 503, not 200: login"], _told);
    }

    [Fact]
    public void Add_ServiceGoesDownAndUpAndDown_IsToldInThatOrder()
    {
        Add("a", "menu", "refused");
        Add("a", "menu", "good", NodeCondition.Up);
        Add("a", "menu", "refused");
        Add("a", "login", "refused");

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a Down refused: menu", "a Up good: menu", "a Down refused: menu"], _told.Select(line => line.Replace("login, menu", "menu", StringComparison.Ordinal)));
        Assert.Contains(_told, line => line.Contains("login", StringComparison.Ordinal));
    }

    [Fact]
    public void Add_AfterTheFirstWasTold_IsToldAgain()
    {
        Add("a", "menu", "refused");
        _time.Advance(TimeSpan.FromSeconds(1));
        Add("a", "login", "refused");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a Down refused: menu", "a Down refused: login"], _told);
    }

    private void Add(string node, string service, string cause, NodeCondition state = NodeCondition.Down) => _sut.Add(new NodeStateChange(
        service, node, state, cause, state == NodeCondition.Down ? AttemptFailure.ConnectFailed : AttemptFailure.None, _time.GetUtcNow(),
        state == NodeCondition.Down ? NodeCondition.Up : NodeCondition.Down, TimeSpan.FromSeconds(12.6687874)), HeldChanges.Delay);
}
