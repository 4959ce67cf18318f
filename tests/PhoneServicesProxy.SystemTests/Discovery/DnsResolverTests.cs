using System.Diagnostics;
using System.Net;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Discovery;

/// <summary>What a real name server says, as the gateway reads it.</summary>
public sealed class DnsResolverTests
{
    private readonly DnsResolver _sut = new(Exhaustions.New());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServicesAsync_RealRecords_AreReadInFull()
    {
        await using var server = await DnsmasqServer.StartAsync(
            [], ["_ps._tcp.example.test,sub1.example.test,8080,10,60", "_ps._tcp.example.test,pub.example.test,80,20,0"], Cancellation);

        var answer = await _sut.ServicesAsync("_ps._tcp.example.test", OptionsFor(server.Endpoint), Cancellation);

        Assert.Equal(
            [new("pub.example.test", 80, 20, 0), new("sub1.example.test", 8080, 10, 60)], answer.Records.OrderBy(record => record.Target));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.TimeToLive);
    }

    [Fact]
    public async Task ServicesAsync_ServiceThatIsNotThere_HasNoTarget()
    {
        await using var server = await DnsmasqServer.StartAsync([], ["_ps._tcp.example.test"], Cancellation);

        var answer = await _sut.ServicesAsync("_ps._tcp.example.test", OptionsFor(server.Endpoint), Cancellation);

        Assert.Equal("", Assert.Single(answer.Records).Target);
    }

    [Fact]
    public async Task AddressesAsync_RealRecords_AreReadInFull()
    {
        await using var server = await DnsmasqServer.StartAsync(
            ["10.1.1.1 ccm.example.test", "10.1.1.2 ccm.example.test", "2001:db8::1 ccm.example.test"], [], Cancellation);

        var four = await _sut.IPv4Async("ccm.example.test", OptionsFor(server.Endpoint), Cancellation);
        var six = await _sut.IPv6Async("ccm.example.test", OptionsFor(server.Endpoint), Cancellation);

        Assert.Equal(["10.1.1.1", "10.1.1.2"], four.Records.Select(address => $"{address}").Order());
        Assert.Equal("2001:db8::1", $"{Assert.Single(six.Records)}");
    }

    [Fact]
    public async Task AddressesAsync_TooManyForADatagram_AreReadByTcp()
    {
        await using var server = await DnsmasqServer.StartAsync(
            Enumerable.Range(1, 100).Select(number => $"10.1.1.{number} ccm.example.test"), [], Cancellation, "--edns-packet-max=512");

        Assert.Equal(100, (await _sut.IPv4Async("ccm.example.test", OptionsFor(server.Endpoint), Cancellation)).Records.Count);
    }

    [Fact]
    public async Task AddressesAsync_FirstServersDeadOrWithoutTheName_NextOneAnswers()
    {
        await using var empty = await DnsmasqServer.StartAsync([], [], Cancellation);
        await using var server = await DnsmasqServer.StartAsync(["10.1.1.1 ccm.example.test"], [], Cancellation);

        var answer = await _sut.IPv4Async("ccm.example.test", OptionsFor(FreePort.OnLoopback(), empty.Endpoint, server.Endpoint), Cancellation);

        Assert.Equal("10.1.1.1", $"{Assert.Single(answer.Records)}");
    }

    [Fact]
    public async Task AddressesAsync_NoSuchName_IsNoRecords()
    {
        await using var server = await DnsmasqServer.StartAsync(["10.1.1.1 other.example.test"], [], Cancellation);

        Assert.Equal(LookupFailure.NoRecords, await FailureAsync("ccm.example.test", server.Endpoint));
        Assert.Equal(LookupFailure.NoRecords, (await Assert.ThrowsAsync<LookupFailedException>(
            () => _sut.IPv6Async("other.example.test", OptionsFor(server.Endpoint), Cancellation))).Reason);
    }

    [Fact]
    public async Task AddressesAsync_ServerThatRefuses_IsAServerError()
    {
        await using var server = await DnsmasqServer.StartAsync([], [], Cancellation);

        Assert.Equal(LookupFailure.ServerError, await FailureAsync("ccm.elsewhere.example", server.Endpoint));
    }

    [Fact]
    public async Task AddressesAsync_NobodyThere_IsNoAnswer() =>
        Assert.Equal(LookupFailure.NoAnswer, await FailureAsync("ccm.example.test", FreePort.OnLoopback()));

    [Fact]
    public async Task AddressesAsync_ServerThatHangs_IsNoAnswerInTime()
    {
        await using var server = await DnsmasqServer.StartAsync(["10.1.1.1 ccm.example.test"], [], Cancellation);
        await server.HangAsync();
        var started = Stopwatch.GetTimestamp();

        Assert.Equal(LookupFailure.NoAnswer, await FailureAsync("ccm.example.test", server.Endpoint));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    private static DiscoveryOptions OptionsFor(params IPEndPoint[] servers) =>
        new() { NameServers = [.. servers.Select(server => $"{server}")], Timeout = TimeSpan.FromMilliseconds(500) };

    private async Task<LookupFailure> FailureAsync(string name, IPEndPoint server) =>
        (await Assert.ThrowsAsync<LookupFailedException>(() => _sut.IPv4Async(name, OptionsFor(server), Cancellation))).Reason;
}
