using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>One fault of an application on all nodes is one piece of news, though it reaches one node after the other, and their probes come when they come.</summary>
public sealed class CommonFaultNewsTests
{
    private const string Good = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private static readonly string[] Names = ["a", "b", "c", "d"];
    private static readonly Dictionary<string, string> Expected = new() { ["Health.Expect"] = "PhoneXml", ["Health.Root"] = "CiscoIPPhoneMenu" };

    public static TheoryData<string, int, int> Faults()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var fault in new[] { "ill-formed", "other root", "404", "500", "html", "empty" })
        {
            foreach (var (phase, lag) in new[] { (0, 0), (10, 40), (200, 130), (400, 190), (590, 20) })
            {
                data.Add(fault, phase, lag);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AllNodesComeToFailAlike_IsOneEventAndOneOfItsEnd(string fault, int phase, int lag)
    {
        await using var site = new Site();
        site.Run(3000 + phase);

        site.Break(fault, lag);
        site.Run(8000);

        Assert.Empty(site.Reported);
        Assert.True(Assert.Single(site.Fixture.FaultsSeen).Began);
        var isServed = site.Fixture.FaultsSeen.First().Fault.IsServed;
        Assert.Equal(isServed ? [] : ["All nodes that answer are down for menu. Nobody pressed a key for menu in the last"], site.Users);

        site.Repair(lag);
        site.Run(12_000);

        Assert.Empty(site.Reported);
        Assert.Equal([true, false], site.Fixture.FaultsSeen.Select(seen => seen.Began));
        Assert.InRange(site.Users.Count(), 0, isServed ? 0 : 2);
    }

    [Fact]
    public async Task OneNodeIsRepaired_ThoseThatStayDownAreToldThen()
    {
        await using var site = new Site();
        site.Run(3000);
        site.Break("500", 40);
        site.Run(8000);
        Assert.Empty(site.Reported);

        site.RepairOnly("c");
        site.Run(8000);

        Assert.Equal(["a Down", "b Down", "d Down"], site.Reported.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ill-formed")]
    [InlineData("500")]
    public async Task OneNodeAlone_IsToldWithinASecond(string fault)
    {
        await using var site = new Site();
        site.Run(3000);
        site.BreakOnly("b", fault);

        site.Run(600 + 250 + 750 + 50);

        Assert.Equal(["b Down"], site.Reported);
        Assert.Empty(site.Fixture.FaultsSeen);
    }

    /// <summary>A node that was down alone has been told, so that it is up again is to be told, too.</summary>
    [Fact]
    public async Task OthersComeToFailLater_TheFirstIsToldDownAndUp()
    {
        await using var site = new Site();
        site.Run(3000);
        site.BreakOnly("b", "ill-formed");
        site.Run(6000);

        site.Break("ill-formed", 40);
        site.Run(8000);

        Assert.Equal(["b Down", "b Up"], site.Reported);
        Assert.True(Assert.Single(site.Fixture.FaultsSeen).Began);
    }

    private sealed class Site : IAsyncDisposable
    {
        private readonly Dictionary<string, (string Fault, TimeSpan From, TimeSpan Until)> _faults = [];
        private readonly EventLog _events;

        public Site()
        {
            _events = new(Fixture.Time);
            var outages = new OutageReporter(
                _events, new PressHistory(Fixture.Time), Fixture.Nodes, Fixture.Faults, () => Fixture.Options, Fixture.Time, NullLogger<OutageReporter>.Instance);
            Fixture.Changes.Changed += outages.OnNode;
            Fixture.Changes.Reported += changes => Reported.AddRange(changes.Where(change => change.Previous != NodeCondition.Unknown).Select(change => $"{change.Destination} {change.State}"));
            Fixture.Answer = (url, _) => Task.FromResult(FaultOf(url) switch
            {
                "404" => HttpStatusCode.NotFound,
                "500" => HttpStatusCode.InternalServerError,
                _ => HttpStatusCode.OK,
            });
            Fixture.Page = url => FaultOf(url) switch
            {
                "" => Good,
                "ill-formed" => "<CiscoIPPhoneMenu>\n<Title>Meyer & Co</Title></CiscoIPPhoneMenu>",
                "other root" => "<CiscoIPPhoneText/>",
                "html" => "<html></html>",
                _ => "",
            };
            Fixture.AddCluster("menu", true, Expected, [.. Names.Select(name => (name, $"http://{name}/"))]);
            Fixture.Start();
        }

        public ProbingFixture Fixture { get; } = new();

        public List<string> Reported { get; } = [];

        /// <summary>Without the time at the end.</summary>
        public IEnumerable<string> Users => _events.After(0).Events.Where(happened => happened.Kind == GatewayEventKind.Users).Select(happened => happened.Text[..happened.Text.LastIndexOf(" last ", StringComparison.Ordinal)] + " last");

        public void Run(int milliseconds) => Fixture.Advance(milliseconds);

        public void Break(string fault, int lag)
        {
            foreach (var (i, name) in Names.Index())
            {
                _faults[name] = (fault, Fixture.Now + TimeSpan.FromMilliseconds(i * lag), TimeSpan.MaxValue);
            }
        }

        public void BreakOnly(string name, string fault) => _faults[name] = (fault, Fixture.Now, TimeSpan.MaxValue);

        public void Repair(int lag)
        {
            foreach (var (i, name) in Names.Index())
            {
                _faults[name] = _faults[name] with { Until = Fixture.Now + TimeSpan.FromMilliseconds(i * lag) };
            }
        }

        public void RepairOnly(string name) => _faults.Remove(name);

        public ValueTask DisposeAsync() => Fixture.DisposeAsync();

        private string FaultOf(Uri url) => _faults.TryGetValue(url.Host, out var fault) && fault.From <= Fixture.Now && Fixture.Now < fault.Until ? fault.Fault : "";
    }
}
