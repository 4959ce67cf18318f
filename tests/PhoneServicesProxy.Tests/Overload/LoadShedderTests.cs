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
    private static readonly int AtOnce = 48 * Environment.ProcessorCount;
    private static readonly int Crowd = AtOnce;

    private readonly FakeTimeProvider _time = new();
    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly List<bool> _changes = [];
    private readonly FakeLogger<LoadShedder> _log = new();
    private readonly LoadShedder _sut;

    public LoadShedderTests() => _sut = Create(new());

    [Fact]
    public void HoldsBack_FewInFlight_NeverHoweverLongWorkWaits()
    {
        Begin(Crowd);
        Wait(Long);

        Assert.False(_sut.HoldsBack());
    }

    [Fact]
    public void HoldsBack_CrowdAndWorkWaits_UntilItDoesNot()
    {
        Begin(Crowd + 1);

        Wait(Long);
        Assert.True(_sut.HoldsBack());
        Assert.False(_sut.IsOverloaded);

        Wait(TimeSpan.Zero);
        Assert.False(_sut.HoldsBack());
    }

    [Fact]
    public void HoldsBack_CrowdThatWaitsForNodes_LetsSomeInEachTime()
    {
        Begin(Crowd + 1);

        for (var round = 0; round < 3; round++)
        {
            Wait(TimeSpan.Zero);
            Assert.Equal(AtOnce, ComeInUntilHeldBack());
        }
    }

    [Fact]
    public void HoldsBack_WorkThatNeverGetsAThread_CountsWhileItWaits()
    {
        Begin(Crowd + 1);
        _time.Advance(Pace);
        _sut.HoldsBack();
        _time.Advance(Long);

        Assert.True(_sut.HoldsBack());
    }

    [Fact]
    public void HoldsBack_ConnectionsThatHaveNotBegun_AreACrowdToo()
    {
        for (var connection = 0; connection <= Crowd; connection++)
        {
            Assert.False(_sut.TurnsConnectionAway(isBehind: false));
        }

        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.True(_sut.HoldsBack());
    }

    [Fact]
    public void HoldsBack_Disabled_Never()
    {
        var sut = Create(new() { Enabled = false });
        for (var press = 0; press <= Crowd; press++)
        {
            Assert.True(sut.TryBegin(isAdmitted: false));
        }

        sut.HoldsBack();
        _time.Advance(Long);

        Assert.False(sut.HoldsBack());
        sut.BeginOverload(waiting: 1);
        Assert.False(sut.TurnsConnectionAway(isBehind: true));
        Assert.True(sut.TryBegin(isAdmitted: false));
    }

    [Fact]
    public void BeginOverload_WorkWaits_TurnsAwayWhoeverWasNotLetIn()
    {
        Begin(Crowd + 1);
        Wait(Long);

        _sut.BeginOverload(waiting: 1);
        _sut.BeginOverload(waiting: 1);

        Assert.False(_sut.HoldsBack());
        Assert.True(_sut.TurnsConnectionAway(isBehind: false));
        Assert.False(_sut.TryBegin(isAdmitted: false));
        Assert.True(_sut.TryBegin(isAdmitted: true));
        Assert.Equal(Crowd + 2, _sut.InFlight);
        Assert.Equal([true], _changes);
    }

    [Fact]
    public void TurnsConnectionAway_NothingWaitsInOverload_LetsSomeInEachTimeUnlessItIsBehind()
    {
        _sut.BeginOverload(waiting: 1);
        Wait(TimeSpan.Zero);

        Assert.True(_sut.TurnsConnectionAway(isBehind: true));
        Assert.Equal(AtOnce, Enumerable.Range(0, 2 * AtOnce).Count(_ => !_sut.TurnsConnectionAway(isBehind: false)));
    }

    [Fact]
    public void TryBegin_OverloadIsOver_BeginsAgain()
    {
        _sut.BeginOverload(waiting: 1);
        for (var wait = 0; wait < 600; wait++)
        {
            Wait(TimeSpan.Zero);
        }

        Assert.False(_sut.IsOverloaded);
        Assert.Equal([true, false], _changes);
        Assert.All(Enumerable.Range(0, 10 * AtOnce), _ => Assert.True(_sut.TryBegin(isAdmitted: false)));
    }

    [Fact]
    public void TryBegin_AsManyAsMayBe_NotUntilOneHasEnded()
    {
        var sut = Create(new() { MaxConcurrentRequests = 1 });

        Assert.True(sut.TryBegin(isAdmitted: false));
        Assert.False(sut.TryBegin(isAdmitted: true));
        sut.End();
        Assert.True(sut.TryBegin(isAdmitted: false));
    }

    [Fact]
    public void TryBegin_MoreThanMayBe_IsSaidOnceAMinute()
    {
        var sut = Create(new() { MaxConcurrentRequests = 1 });
        sut.TryBegin(isAdmitted: true);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.False(sut.TryBegin(isAdmitted: true)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(sut.TryBegin(isAdmitted: true));

        Assert.Equal(
            [
                "More than 1 presses at once (PhoneServices:LoadShedding:MaxConcurrentRequests): since the last such warning, 1 were told that the gateway is busy.",
                "More than 1 presses at once (PhoneServices:LoadShedding:MaxConcurrentRequests): since the last such warning, 3 were told that the gateway is busy.",
            ],
            _log.Collector.GetSnapshot().Select(record => record.Message));
    }

    [Fact]
    public void TurnsConnectionAway_NobodyCameForAWhile_WhatWaitedBeforeSaysNothing()
    {
        Wait(Long);
        _sut.BeginOverload(waiting: 1);
        _time.Advance(TimeSpan.FromMilliseconds(300));

        Assert.False(_sut.TurnsConnectionAway(isBehind: false));
    }

    private LoadShedder Create(LoadSheddingOptions options)
    {
        var root = new ConfigurationBuilder().Build();
        var configuration = new GatewayConfiguration(root, FeatureOptions.Of(new PhoneServicesOptions { LoadShedding = options }), [], []);
        var shedder = new LoadShedder(
            new CurrentConfiguration(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters), _time, _log)
        {
            Queue = _work.Enqueue,
        };
        shedder.Changed += _changes.Add;
        return shedder;
    }

    private void Begin(int presses)
    {
        for (var press = 0; press < presses; press++)
        {
            Assert.True(_sut.TryBegin(isAdmitted: false));
        }

        RunAll();
    }

    /// <summary>One measurement, of work that waits so long for its thread.</summary>
    private void Wait(TimeSpan delay)
    {
        RunAll();
        _time.Advance(Pace);
        _sut.HoldsBack();
        _time.Advance(delay);
        RunAll();
    }

    private int ComeInUntilHeldBack()
    {
        var count = 0;
        for (; !_sut.HoldsBack(); count++)
        {
            Assert.False(_sut.TurnsConnectionAway(isBehind: false));
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
