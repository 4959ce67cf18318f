using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public sealed class CommonFaultGroupsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];
    private readonly CommonFaultGroups _groups;

    public CommonFaultGroupsTests() =>
        _groups = new(_time, (faults, began) => _told.Add($"{(began ? "+" : "-")}{CommonFault.Services(faults)}: {faults[0].Fault.Text}"));

    [Fact]
    public void Add_SameFaultInSeveralServices_IsToldOnce()
    {
        _groups.Add(Fault("menu"), began: true);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        _groups.Add(Fault("idle"), began: true);
        Assert.Empty(_told);

        _time.Advance(TimeSpan.FromMilliseconds(150));

        Assert.Equal(["+idle, menu: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_OtherFault_IsToldByItself()
    {
        _groups.Add(Fault("menu"), began: true);
        _groups.Add(Fault("login", "status 503"), began: true);
        _groups.Add(Fault("idle", nodes: 3), began: true);

        _time.Advance(NodeStateGroups.Delay);

        Assert.Equal(["+menu: status 500 for /menu", "+login: status 503 for /menu", "+idle: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_BeginsEndsAndBeginsAgain_IsToldInThatOrder()
    {
        _groups.Add(Fault("menu"), began: true);
        _groups.Add(Fault("menu"), began: false);
        _groups.Add(Fault("idle"), began: true);
        _groups.Add(Fault("menu"), began: true);

        _time.Advance(NodeStateGroups.Delay);

        Assert.Equal(["+idle, menu: status 500 for /menu", "-menu: status 500 for /menu", "+menu: status 500 for /menu"], _told);
    }

    [Fact]
    public void Add_AfterItWasTold_WaitsAnew()
    {
        _groups.Add(Fault("menu"), began: true);
        _time.Advance(NodeStateGroups.Delay);
        _groups.Add(Fault("idle"), began: true);
        Assert.Single(_told);

        _time.Advance(NodeStateGroups.Delay);

        Assert.Equal(2, _told.Count);
    }

    private CommonFault Fault(string service, string status = "status 500", int nodes = 2) =>
        new(service, new(status, $"{status} for /menu", ProbeFaultEffect.Lost), nodes, nodes, _time.GetUtcNow());
}
