using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Tests.Overload;

public sealed class LoadShedderTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(11);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10.1);
    private static readonly int BatchSize = 48 * Environment.ProcessorCount;
    private static readonly int Crowd = BatchSize;

    private readonly FakeTimeProvider _time = new();
    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly List<bool> _changes = [];
    private readonly FakeLogger<LoadShedder> _log = new();
    private readonly LoadShedder _sut;

    public LoadShedderTests() => _sut = Create(new());

    [Fact]
    public void ShouldHoldConnections_FewInFlight_FalseForAnyDelay()
    {
        Begin(Crowd);
        Wait(Long);

        Assert.False(_sut.ShouldHoldConnections());
    }

    [Fact]
    public void ShouldHoldConnections_CrowdAndLongDelay_UntilTheDelayIsShort()
    {
        Begin(Crowd + 1);

        Wait(Long);
        Assert.True(_sut.ShouldHoldConnections());
        Assert.False(_sut.IsOverloaded);

        Wait(TimeSpan.Zero);
        Assert.False(_sut.ShouldHoldConnections());
    }

    [Fact]
    public void ShouldHoldConnections_CrowdThatWaitsForNodes_AdmitsABatchAfterEachMeasurement()
    {
        Begin(Crowd + 1);

        for (var round = 0; round < 3; round++)
        {
            Wait(TimeSpan.Zero);
            Assert.Equal(BatchSize, AdmitUntilHeld());
        }
    }

    [Fact]
    public void ShouldHoldConnections_WorkItemStillWaits_ItsWaitCounts()
    {
        Begin(Crowd + 1);
        _time.Advance(Pace);
        _sut.ShouldHoldConnections();
        _time.Advance(Long);

        Assert.True(_sut.ShouldHoldConnections());
    }

    [Fact]
    public void ShouldHoldConnections_ConnectionsWithoutAPressYet_AreACrowd()
    {
        for (var connection = 0; connection <= Crowd; connection++)
        {
            Assert.False(_sut.ShouldRefuseConnection(isBacklogged: false));
        }

        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.True(_sut.ShouldHoldConnections());
    }

    [Fact]
    public void ShouldHoldConnections_Disabled_Never()
    {
        var sut = Create(new() { Enabled = false });
        for (var press = 0; press <= Crowd; press++)
        {
            Assert.True(sut.TryStartPress(isAdmitted: false));
        }

        sut.ShouldHoldConnections();
        _time.Advance(Long);

        Assert.False(sut.ShouldHoldConnections());
        sut.StartOverload(waiting: 1);
        Assert.False(sut.ShouldRefuseConnection(isBacklogged: true));
        Assert.True(sut.TryStartPress(isAdmitted: false));
    }

    [Fact]
    public void StartOverload_LongDelay_RefusesAllButAdmitted()
    {
        Begin(Crowd + 1);
        Wait(Long);

        _sut.StartOverload(waiting: 1);
        _sut.StartOverload(waiting: 1);

        Assert.False(_sut.ShouldHoldConnections());
        Assert.True(_sut.ShouldRefuseConnection(isBacklogged: false));
        Assert.False(_sut.TryStartPress(isAdmitted: false));
        Assert.True(_sut.TryStartPress(isAdmitted: true));
        Assert.Equal(Crowd + 2, _sut.InFlight);
        Assert.Equal([true], _changes);
    }

    [Fact]
    public void ShouldRefuseConnection_ShortDelayInOverload_AdmitsABatchUnlessBacklogged()
    {
        _sut.StartOverload(waiting: 1);
        Wait(TimeSpan.Zero);

        Assert.True(_sut.ShouldRefuseConnection(isBacklogged: true));
        Assert.Equal(BatchSize, Enumerable.Range(0, 2 * BatchSize).Count(_ => !_sut.ShouldRefuseConnection(isBacklogged: false)));
    }

    [Fact]
    public void TryStartPress_OverloadHasEnded_True()
    {
        _sut.StartOverload(waiting: 1);
        for (var wait = 0; wait < 600; wait++)
        {
            Wait(TimeSpan.Zero);
        }

        Assert.False(_sut.IsOverloaded);
        Assert.Equal([true, false], _changes);
        Assert.All(Enumerable.Range(0, 10 * BatchSize), _ => Assert.True(_sut.TryStartPress(isAdmitted: false)));
    }

    [Fact]
    public void TryStartPress_AtTheLimit_FalseUntilOneHasEnded()
    {
        var sut = Create(new() { MaxConcurrentRequests = 1 });

        Assert.True(sut.TryStartPress(isAdmitted: false));
        Assert.False(sut.TryStartPress(isAdmitted: true));
        sut.EndPress();
        Assert.True(sut.TryStartPress(isAdmitted: false));
    }

    [Theory]
    [InlineData(true, "New presses get a busy page.")]
    [InlineData(false, "No press is turned away for that")]
    public void StartOverload_SheddingOnOrOff_LogSaysWhatItMeansForPresses(bool isEnabled, string expected)
    {
        Create(new() { Enabled = isEnabled }).StartOverload(waiting: 7);

        Assert.Contains(expected, Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryStartPress_AboveTheLimit_IsLoggedOnceAMinute()
    {
        var sut = Create(new() { MaxConcurrentRequests = 1 });
        sut.TryStartPress(isAdmitted: true);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.False(sut.TryStartPress(isAdmitted: true)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(sut.TryStartPress(isAdmitted: true));

        Assert.Equal(
            [
                "The limit of 1 presses at once is reached (PhoneServices:LoadShedding:MaxConcurrentRequests). Presses refused since the last such warning: 1.",
                "The limit of 1 presses at once is reached (PhoneServices:LoadShedding:MaxConcurrentRequests). Presses refused since the last such warning: 3.",
            ],
            _log.Collector.GetSnapshot().Select(record => record.Message));
    }

    [Fact]
    public void ShouldRefuseConnection_NoArrivalForAWhile_EarlierDelayDoesNotCount()
    {
        Wait(Long);
        _sut.StartOverload(waiting: 1);
        _time.Advance(TimeSpan.FromMilliseconds(300));

        Assert.False(_sut.ShouldRefuseConnection(isBacklogged: false));
    }

    private LoadShedder Create(LoadSheddingOptions options)
    {
        var root = new ConfigurationBuilder().Build();
        var configuration = new GatewayConfiguration(root, FeatureOptions.Of(new PhoneServicesOptions { LoadShedding = options }), [], []);
        var shedder = new LoadShedder(
            new CurrentConfiguration(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters), _time, _log)
        {
            QueueWorkItem = _work.Enqueue,
        };
        shedder.OverloadChanged += _changes.Add;
        return shedder;
    }

    private void Begin(int presses)
    {
        for (var press = 0; press < presses; press++)
        {
            Assert.True(_sut.TryStartPress(isAdmitted: false));
        }

        RunAll();
    }

    /// <summary>Makes one measurement with this queueing delay.</summary>
    private void Wait(TimeSpan delay)
    {
        RunAll();
        _time.Advance(Pace);
        _sut.ShouldHoldConnections();
        _time.Advance(delay);
        RunAll();
    }

    private int AdmitUntilHeld()
    {
        var count = 0;
        for (; !_sut.ShouldHoldConnections(); count++)
        {
            Assert.False(_sut.ShouldRefuseConnection(isBacklogged: false));
        }

        return count;
    }

    private void RunAll()
    {
        while (_work.TryDequeue(out var work))
        {
            work.Execute();
        }
    }
}
