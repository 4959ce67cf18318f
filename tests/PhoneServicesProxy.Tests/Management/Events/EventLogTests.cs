using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;

namespace PhoneServicesProxy.Tests.Management.Events;

public sealed class EventLogTests
{
    private readonly EventLog _sut = new(new FakeTimeProvider());

    [Fact]
    public void After_MoreThanAreKept_TellsHowManyAreGone()
    {
        Add(2003);

        var report = _sut.After(0);
        Assert.Equal((2000, 3), (report.Events.Count, report.Forgotten));
        Assert.Equal(4, report.Events[0].Id);
        Assert.Equal("2003", Assert.Single(_sut.After(2002).Events).Text);
    }

    [Fact]
    public void Listen_KnownEvent_GivesLaterOnesThenNews()
    {
        Add(3);
        var listener = _sut.Listen(2);
        Add(1);

        Assert.True(listener.Reader.TryRead(out var first));
        Assert.True(listener.Reader.TryRead(out var second));
        Assert.Equal((3, 4), (first.Id, second.Id));
        Assert.False(listener.Reader.TryRead(out _));
    }

    [Fact]
    public void Forget_Listener_GetsNoNews()
    {
        var listener = _sut.Listen(0);
        _sut.Forget(listener);
        Add(1);

        Assert.False(listener.Reader.TryRead(out _));
    }

    [Fact]
    public void Add_ListenerThatDoesNotRead_KeepsOnlyTheLatest()
    {
        var listener = _sut.Listen(0);
        Add(10_000);

        var ids = new List<long>();
        while (listener.Reader.TryRead(out var happened))
        {
            ids.Add(happened.Id);
        }

        Assert.True(ids.Count < 3000);
        Assert.Equal(10_000, ids[^1]);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _sut.Add(GatewayEventKind.NodeCondition, $"{i + 1}");
        }
    }
}
