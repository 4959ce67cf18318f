using System.Net;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class FailedLoginsTests
{
    private static readonly IPAddress Address = IPAddress.Parse("10.1.1.1");
    private readonly FakeTimeProvider _time = new();
    private readonly FailedLogins _logins;

    public FailedLoginsTests()
    {
        var configuration = new GatewayConfiguration(null!, new(), [], []);
        _logins = new(new CurrentConfiguration(configuration, framework: null!, yarp: null!, overrides: null!), _time);
    }

    [Fact]
    public void Begin_AfterEachFurtherFailure_WaitsTwiceAsLongUpToTheMost()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            var wait = _logins.Begin(keys);
            waits.Add(Math.Round(wait.TotalSeconds));
            _time.Advance(wait);
            if (wait > TimeSpan.Zero)
            {
                Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            }

            _logins.Failed(keys);
        }

        Assert.Equal([0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300], waits);
    }

    [Fact]
    public void Begin_WhileOthersAreUnderWay_CountsThem()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);

        var begun = Enumerable.Range(0, 10).Count(_ => _logins.Begin(keys) == TimeSpan.Zero);

        Assert.Equal(3, begun);
    }

    [Fact]
    public void EndedOtherwise_IsNoFailure()
    {
        var keys = _logins.KeysOf("SEP1", "user1", Address);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.EndedOtherwise(keys);
        }
    }

    [Fact]
    public void Succeeded_EndsTheWaitOfDeviceAndUser()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 2);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
        _logins.Succeeded(keys);

        Fail(keys, 3);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void Begin_EverNewDevicesAndUsersOfOneAddress_HasToWait()
    {
        var begun = Enumerable.Range(0, 100).Count(i =>
        {
            var keys = _logins.KeysOf($"SEP{i}", $"user{i}", Address);
            if (_logins.Begin(keys) > TimeSpan.Zero)
            {
                return false;
            }

            _logins.Failed(keys);
            return true;
        });

        Assert.Equal(30, begun);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP", "user", IPAddress.Parse("10.1.1.2"))));
    }

    [Fact]
    public void Begin_EverNewAddressesOfOne64_HasToWait()
    {
        var begun = Enumerable.Range(1, 100).Count(i =>
        {
            var keys = _logins.KeysOf($"SEP{i}", $"user{i}", IPAddress.Parse($"2001:db8:20::{i}"));
            if (_logins.Begin(keys) > TimeSpan.Zero)
            {
                return false;
            }

            _logins.Failed(keys);
            return true;
        });

        Assert.Equal(30, begun);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP", "user", IPAddress.Parse("2001:db8:20:1::1"))));
    }

    [Fact]
    public void Begin_AfterTime_HasForgottenOneFailureAfterTheOther()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 3);

        _time.Advance(TimeSpan.FromMinutes(20));

        Fail(keys, 2);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void Begin_AfterAFloodOfOtherNames_StillKnowsTheHeavyOne()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 3);
        for (var i = 0; i < 200_000; i++)
        {
            var others = _logins.KeysOf($"SEPX{i}", $"x{i}", null);
            _logins.Begin(others);
            _logins.Failed(others);
        }

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    private void Fail(FailedLoginKeys keys, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.Failed(keys);
        }
    }
}
