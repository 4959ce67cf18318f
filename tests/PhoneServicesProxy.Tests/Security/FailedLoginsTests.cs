using System.Net;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
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
        var configuration = new GatewayConfiguration(null!, FeatureOptions.Of(new PhoneServicesOptions()), [], []);
        _logins = new(new CurrentConfiguration(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters), _time);
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

            _logins.End(keys, LoginResult.Failed);
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
    public void Begin_OtherKeysUnderWay_AreIndependent()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf($"SEP{i}", $"user{i}", IPAddress.Parse($"10.1.{i / 256}.{i % 256}"))));
        }
    }

    [Fact]
    public void Begin_WithoutDevice_CountsByUser()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf(i % 2 == 0 ? null : " ", $"user{i}", null)));
        }

        Fail(_logins.KeysOf(null, "guessed", null), 3);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf(null, "guessed", null)));
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP1", "guessed", null)));
    }

    [Fact]
    public void Begin_WithoutUser_CountsByDevice()
    {
        Fail(_logins.KeysOf("SEP1", null, null), 3);

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP1", "", null)));
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP2", "", null)));
    }

    [Fact]
    public void Begin_WithoutDeviceOrUser_CountsByAddress()
    {
        var keys = _logins.KeysOf(null, null, Address);
        Fail(keys, 30);

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void Begin_ManyOfOneAddressUnderWay_CountsThem()
    {
        var begun = Enumerable.Range(0, 100).Count(i => _logins.Begin(_logins.KeysOf($"SEP{i}", $"user{i}", Address)) == TimeSpan.Zero);

        Assert.Equal(30, begun);
    }

    [Fact]
    public void Begin_WhileOthersAreUnderWay_WaitsHoweverLongTheyTake()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, _logins.Begin(keys)));

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
        _logins.End(keys, LoginResult.EndedOtherwise);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void Failed_AfterAnotherOneSucceeded_StillCounts()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, _logins.Begin(keys)));
        _logins.End(keys, LoginResult.Succeeded);
        _logins.End(keys, LoginResult.Failed);
        _logins.End(keys, LoginResult.Failed);

        Fail(keys, 1);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void FailedPerhapsElsewhere_CountsForTheAddressAlone()
    {
        var keys = _logins.KeysOf("SEP1", "user1", Address);
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.End(keys, LoginResult.FailedPerhapsElsewhere);
        }

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP1", "user1", IPAddress.Parse("10.1.1.2"))));
    }

    [Fact]
    public void FailedByNode_CountsForDeviceAndUserAlone()
    {
        for (var i = 0; i < 100; i++)
        {
            var keys = _logins.KeysOf($"SEP{i}", $"user{i}", Address);
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.End(keys, LoginResult.FailedByNode);
        }

        var again = _logins.KeysOf("SEP0", "user0", null);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(again));
        _logins.End(again, LoginResult.FailedByNode);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(again));
        _logins.End(again, LoginResult.FailedByNode);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(again));
    }

    [Fact]
    public void Begin_AddressThatHasFailedOftenAndWaited_SeveralOfItsPhonesMayLogInAtOnce()
    {
        for (var i = 0; i < 30; i++)
        {
            var keys = _logins.KeysOf($"SEP{i}", $"user{i}", Address);
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.End(keys, LoginResult.Failed);
        }

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("SEP100", "user100", Address)));
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.All(Enumerable.Range(200, 5), i => Assert.Equal(TimeSpan.Zero, _logins.Begin(_logins.KeysOf($"SEP{i}", $"user{i}", Address))));
    }

    [Fact]
    public void EndedOtherwise_IsNoFailure()
    {
        var keys = _logins.KeysOf("SEP1", "user1", Address);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.End(keys, LoginResult.EndedOtherwise);
        }
    }

    [Fact]
    public void Succeeded_EndsTheWaitOfDeviceAndUser()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 2);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
        _logins.End(keys, LoginResult.Succeeded);

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

            _logins.End(keys, LoginResult.Failed);
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

            _logins.End(keys, LoginResult.Failed);
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

    [Trait("Size", "Large")]
    [Fact]
    public void Begin_AfterAFloodOfOtherNames_StillKnowsTheHeavyOne()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 3);
        for (var i = 0; i < 200_000; i++)
        {
            var others = _logins.KeysOf($"SEPX{i}", $"x{i}", null);
            _logins.Begin(others);
            _logins.End(others, LoginResult.Failed);
        }

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void KeysOf_OtherCaseOrBlanks_AreTheSame()
    {
        Fail(_logins.KeysOf("SEP1", "user1", null), 3);

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf(null, " USER1 ", null)));
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf("sep1", null, null)));
    }

    [Fact]
    public void KeysOf_DeviceUserAndAddressOfOneName_AreCountedApart()
    {
        var keys = _logins.KeysOf("10.1.1.1", "10.1.1.1", Address);

        Assert.Equal(3, new[] { keys.Device, keys.User, keys.Address }.Distinct().Count());
        Assert.DoesNotContain(0ul, new[] { keys.Device, keys.User, keys.Address });
        Assert.Equal(default, _logins.KeysOf(" ", null, null));
    }

    [Fact]
    public void KeysOf_AddressesAreNotCounted_NoKey()
    {
        var logins = new FailedLogins(Secured.By(new() { FailedLogins = new() { AddressFactor = 0 } }), _time);

        Assert.Equal(0ul, logins.KeysOf("SEP1", "user1", Address).Address);
    }

    [Fact]
    public void Begin_SomeTimeAfterTheFailure_WaitsForTheRest()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 3);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(3), _logins.Begin(keys));
    }

    [Theory]
    [InlineData(599, 10)]
    [InlineData(600, 5)]
    [InlineData(1200, 0)]
    public void Begin_AfterTheLastFailureIsLongPast_OneIsForgottenForEachSpan(int seconds, int wait)
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 3);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Fail(keys, 1);

        Assert.Equal(TimeSpan.FromSeconds(wait), _logins.Begin(keys));
    }

    [Fact]
    public void Succeeded_Address_KeepsItsFailures()
    {
        var keys = _logins.KeysOf(null, null, Address);
        Fail(keys, 29);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
        _logins.End(keys, LoginResult.Succeeded);
        Fail(keys, 1);

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void EndedOtherwise_FormerFailures_StillCount()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 2);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
        _logins.End(keys, LoginResult.EndedOtherwise);
        Fail(keys, 1);

        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(keys));
    }

    [Fact]
    public void Failed_WithoutAnyKey_NobodyWaits()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(default));
            _logins.End(default, LoginResult.Failed);
        }
    }

    [Theory]
    [InlineData("SEP1", null)]
    [InlineData(null, "user1")]
    public void Begin_ManyOfOneDeviceOrUserUnderWay_CountsThem(string? device, string? user)
    {
        var begun = Enumerable.Range(0, 100).Count(i => _logins.Begin(_logins.KeysOf(device ?? $"SEP{i}", user ?? $"user{i}", null)) == TimeSpan.Zero);

        Assert.Equal(3, begun);
    }

    [Fact]
    public void Begin_OneUnderWayAfterFailures_WaitsHoweverLongItTakes()
    {
        var keys = _logins.KeysOf("SEP1", "user1", null);
        Fail(keys, 2);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.FromSeconds(5), _logins.Begin(keys));
    }

    [Fact]
    public void Begin_DeviceUserAndAddressHaveWaited_NeedNotWaitAndCounts()
    {
        var logins = new FailedLogins(Secured.By(new() { FailedLogins = new() { AddressFactor = 1 } }), _time);
        var keys = logins.KeysOf("SEP1", "user1", Address);
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(logins.Begin(keys));
            _ = i < 3 || logins.Begin(keys) > TimeSpan.Zero;
            logins.End(keys, LoginResult.Failed);
        }

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(TimeSpan.Zero, logins.Begin(keys));
        Assert.True(logins.Begin(keys) > TimeSpan.Zero);
    }

    [Fact]
    public void Begin_AddressSomeTimeAfterItsFailures_MayFailAsOftenAsWasForgotten()
    {
        Fail(_logins.KeysOf(null, null, Address), 30);
        _time.Advance(TimeSpan.FromMinutes(5));

        Fail(_logins.KeysOf(null, null, Address), 5);
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_logins.KeysOf(null, null, Address)));
    }

    [Fact]
    public void Begin_TableHasRoomOnlyForOthersWhoFailed_NeedNotWaitForThem()
    {
        Assert.All(Enumerable.Range(1, FailureTable.BucketSize), i => Fail(OfOneBucket(i), 3));

        Assert.Equal(TimeSpan.Zero, _logins.Begin(OfOneBucket(0)));
    }

    [Fact]
    public void Failed_OthersHaveTakenThePlace_CountsAsTheFirst()
    {
        Assert.Equal(TimeSpan.Zero, _logins.Begin(OfOneBucket(0)));
        Assert.All(Enumerable.Range(1, FailureTable.BucketSize), i => Fail(OfOneBucket(i), 3));

        _logins.End(OfOneBucket(0), LoginResult.Failed);

        Assert.Equal(TimeSpan.Zero, _logins.Begin(OfOneBucket(0)));
    }

    [Fact]
    public void Succeeded_OthersHaveTakenThePlace_TheirFailuresStillCount()
    {
        Assert.Equal(TimeSpan.Zero, _logins.Begin(OfOneBucket(0)));
        Assert.All(Enumerable.Range(1, FailureTable.BucketSize), i => Fail(OfOneBucket(i), 3));

        _logins.End(OfOneBucket(0), LoginResult.Succeeded);

        Assert.All(Enumerable.Range(1, FailureTable.BucketSize), i => Assert.NotEqual(TimeSpan.Zero, _logins.Begin(OfOneBucket(i))));
    }

    /// <summary>A device whose place in the table is that of the others.</summary>
    private static FailedLoginKeys OfOneBucket(int i) => new(Device: 1 + ((ulong)i << 14), User: 0, Address: 0);

    private void Fail(FailedLoginKeys keys, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(TimeSpan.Zero, _logins.Begin(keys));
            _logins.End(keys, LoginResult.Failed);
        }
    }
}
