using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class PressRateLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PressRateLimiter _limiter;

    public PressRateLimiterTests() => _limiter = Create(new() { PressesPerSecond = 4, Burst = 3 });

    [Fact]
    public void Take_AfterTheBurst_OnePressForEachQuarterOfASecond()
    {
        Assert.Equal(3, Presses());
        _time.Advance(TimeSpan.FromSeconds(0.249));
        Assert.Equal(0, Presses());
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(1, Presses());
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(2, Presses());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Presses());
    }

    [Fact]
    public void Take_Refused_SaysWhenToComeAgain()
    {
        Presses();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(TimeSpan.FromSeconds(0.15), _limiter.Take(From("10.1.1.1")));
    }

    [Fact]
    public void Take_OtherAddress_HasItsOwnBurst()
    {
        Presses();

        // Two addresses may meet in one cell, but hardly all of them in this one.
        Assert.Contains(Enumerable.Range(2, 5), i => Presses($"10.1.1.{i}") == 3);
    }

    [Fact]
    public void Take_ManyAddresses_HardlyTwoOfThemShareALimit() =>
        Assert.InRange(Enumerable.Range(0, 200).Count(i => Presses($"10.2.1.{i}") == 3), 190, 200);

    [Fact]
    public void Take_NothingConfigured_AHundredPressesAtOnce()
    {
        var current = Secured.By(new());
        var limiter = new PressRateLimiter(current, new(current, NullLoggerFactory.Instance), _time);

        Assert.Equal(100, Enumerable.Range(0, 200).Count(_ => limiter.Take(From("10.1.1.1")) is null));
    }

    [Fact]
    public void Take_IdlePages_AreCountedApart()
    {
        Presses();

        Assert.Equal(3, Presses(policy: IdlePagePolicy.Name));
        Assert.Equal(0, Presses(policy: IdlePagePolicy.Name));
        Assert.Equal(0, Presses(policy: "another"));
    }

    [Theory]
    [InlineData("10.9.1.1")]
    [InlineData(null)]
    public void Take_AddressOfManyPhones_HasNoLimit(string? address) => Assert.Equal(50, Presses(address));

    [Fact]
    public void Take_SwitchedOff_HasNoLimit()
    {
        var limiter = Create(new() { Enabled = false, PressesPerSecond = 1, Burst = 1 });

        Assert.Equal(50, Enumerable.Range(0, 50).Count(_ => limiter.Take(From("10.1.1.1")) is null));
    }

    private int Presses(string? address = "10.1.1.1", string? policy = null)
    {
        var context = From(address);
        if (policy is not null)
        {
            context.SetEndpoint(new(null, new(new OutputCacheAttribute { PolicyName = policy }), null));
        }

        return Enumerable.Range(0, 50).Count(_ => _limiter.Take(context) is null);
    }

    private static DefaultHttpContext From(string? address) => new() { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };

    private PressRateLimiter Create(RateLimitOptions limit)
    {
        var current = Secured.By(new() { RateLimit = new() { Enabled = limit.Enabled, PressesPerSecond = limit.PressesPerSecond, Burst = limit.Burst, ExemptNetworks = ["10.9.0.0/16"] } });
        return new(current, new(current, NullLoggerFactory.Instance), _time);
    }
}
