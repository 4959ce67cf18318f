using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public sealed class NewsGroupsOfFaultsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];
    private readonly NewsGroups<(CommonFault Fault, bool Began)> _groups;

    public NewsGroupsOfFaultsTests() => _groups = new(
        _time, _ => "", news => news.Fault.Cluster, news => (news.Began, news.Fault.Cause),
        news => _told.Add($"{(news[0].Began ? "+" : "-")}{CommonFault.Services([.. news.Select(one => one.Fault)])}: {news[0].Fault.Fault.Text}"));

    [Fact]
    public void Add_SameFaultInSeveralServices_IsToldOnce()
    {
        _groups.Add((Fault("menu"), true), HeldChanges.Delay);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        _groups.Add((Fault("idle"), true), HeldChanges.Delay);
        Assert.Empty(_told);

        _time.Advance(TimeSpan.FromMilliseconds(150));

        Assert.Equal(["+idle, menu: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_OtherFault_IsToldByItself()
    {
        _groups.Add((Fault("menu"), true), HeldChanges.Delay);
        _groups.Add((Fault("login", "status 503"), true), HeldChanges.Delay);
        _groups.Add((Fault("idle", nodes: 3), true), HeldChanges.Delay);

        _time.Advance(HeldChanges.Delay);

        Assert.Equal(["+menu: status 500 for /menu", "+login: status 503 for /menu", "+idle: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_BeginsEndsAndBeginsAgain_IsToldInThatOrder()
    {
        _groups.Add((Fault("menu"), true), HeldChanges.Delay);
        _groups.Add((Fault("menu"), false), HeldChanges.Delay);
        _groups.Add((Fault("idle"), true), HeldChanges.Delay);
        _groups.Add((Fault("menu"), true), HeldChanges.Delay);

        _time.Advance(HeldChanges.Delay);

        Assert.Equal(["+idle, menu: status 500 for /menu", "-menu: status 500 for /menu", "+menu: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_AfterItWasTold_WaitsAnew()
    {
        _groups.Add((Fault("menu"), true), HeldChanges.Delay);
        _time.Advance(HeldChanges.Delay);
        _groups.Add((Fault("idle"), true), HeldChanges.Delay);
        Assert.Single(_told);

        _time.Advance(HeldChanges.Delay);

        Assert.Equal(2, _told.Count);
    }

    private CommonFault Fault(string service, string status = "status 500", int nodes = 2) =>
        new(service, new(status, $"{status} for /menu", ProbeFaultEffect.Lost), nodes, nodes, _time.GetUtcNow());
}
