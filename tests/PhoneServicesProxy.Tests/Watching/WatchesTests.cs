using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class WatchesTests : IDisposable
{
    private const string Device = "SEP001122334455";

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];
    private readonly Watches _sut;

    public WatchesTests()
    {
        _sut = new(_time);
        _sut.Started += watch => _told.Add($"{watch.Device} by {watch.By}");
        _sut.Ended += (watch, why) => _told.Add($"{watch.Device}: {why}");
    }

    [Fact]
    public void Begin_NobodyWatches_LeavesTheRequestAlone()
    {
        var context = Request(Device);
        var body = context.Response.Body;

        Assert.Null(_sut.Begin(context));
        Assert.Same(body, context.Response.Body);
    }

    [Theory]
    [InlineData(Device, true)]
    [InlineData("sep001122334455", true)]
    [InlineData("SEP00112233AABB", false)]
    [InlineData("", false)]
    public void Begin_SomebodyWatches_PicksThePressesOfThatPhone(string device, bool picked)
    {
        _sut.Start(Device, TimeSpan.FromMinutes(1), "a test");

        Assert.Equal(picked, _sut.Begin(Request(device)) is not null);
    }

    [Fact]
    public void Start_TimeIsUp_EndsAndIsForgottenAMomentLater()
    {
        var watch = _sut.Start(Device, TimeSpan.FromMinutes(15), "a test")!;
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        Assert.NotNull(_sut.Begin(Request(Device)));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_sut.Begin(Request(Device)));
        Assert.True(_sut.Find(watch.Id)!.Report(after: 0).IsOver);
        Assert.Empty(_sut.Running);

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(_sut.Find(watch.Id));
        Assert.Equal([$"{Device} by a test", $"{Device}: the time is up"], _told);
    }

    [Fact]
    public void Start_AsManyAsThereMayBe_IsRefusedUntilOneEnds()
    {
        var watches = Enumerable.Range(0, Watches.Most).Select(number => _sut.Start(Device, TimeSpan.FromMinutes(15), $"{number}")!).ToArray();
        Assert.Equal(Watches.Most, watches.Select(watch => watch.Id).Distinct().Count());
        Assert.Null(_sut.Start(Device, TimeSpan.FromMinutes(15), "one more"));

        Assert.True(_sut.End(watches[3].Id, "a test"));
        Assert.NotNull(_sut.Start(Device, TimeSpan.FromMinutes(15), "one more"));
        Assert.Single(_told, told => told == $"{Device} by one more");
    }

    [Fact]
    public void End_WatchThatGoesOn_IsForgottenAtOnceAndToldOnce()
    {
        var watch = _sut.Start(Device, TimeSpan.FromMinutes(15), "a test")!;

        Assert.True(_sut.End(watch.Id, "another test"));
        Assert.Null(_sut.Find(watch.Id));
        Assert.Null(_sut.Begin(Request(Device)));
        Assert.False(_sut.End(watch.Id, "another test"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([$"{Device} by a test", $"{Device}: ended by another test"], _told);
    }

    public void Dispose() => _sut.Dispose();

    private static DefaultHttpContext Request(string device)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/ccmcip/getservicesmenu.jsp";
        context.Request.QueryString = new($"?name={device}");
        return context;
    }
}
