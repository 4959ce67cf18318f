using System.Diagnostics;
using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Two gateways that share the last good pages of their phones in a real Redis, and what its failure costs: nothing.</summary>
public sealed class RedisTests
{
    private const string Lost = "The Redis for last good pages does not answer";
    private const string Back = "The Redis for last good pages answers again";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllNodesDown_SecondGateway_HasThePageOfTheFirst()
    {
        await using var redis = await RedisServer.StartAsync(Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var first = await StartAsync(cluster, redis.Connection);
        await using var second = await StartAsync(cluster, redis.Connection);
        using var phone = new MenuPhone("SEP001122334455");
        using var other = new MenuPhone("SEP001122334456");
        var menu = await phone.PressAsync(first);
        await redis.WaitForKeysAsync(1, Cancellation);
        await BreakAsync(cluster);

        var again = await phone.PressAsync(second);

        Assert.False(menu.IsLastGood);
        Assert.True(again.IsLastGood, second.Process.Output);
        Assert.Equal(menu.Page, again.Page);
        Assert.Contains("<CiscoIPPhoneText>", (await other.PressAsync(second)).Page, StringComparison.Ordinal);
        Assert.DoesNotContain(RedisServer.Password, first.Process.Output + second.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedisHangsWhileAGatewayStarts_ItHasOlderPagesOnceRedisIsBack()
    {
        await using var redis = await RedisServer.StartAsync(Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var first = await StartAsync(cluster, redis.Connection);
        using var phone = new MenuPhone("SEP001122334455");
        await phone.PressAsync(first);
        await redis.WaitForKeysAsync(1, Cancellation);
        await redis.HangAsync();
        await using var second = await StartAsync(cluster, redis.Connection);
        await BreakAsync(cluster);
        await second.WaitForLogAsync(Lost, 0, Limit, Cancellation);
        Assert.False((await phone.PressAsync(second)).IsLastGood);

        await redis.GoOnAsync();

        await Until.TrueAsync(
            async _ => (await phone.PressAsync(second)).IsLastGood, Limit, () => $"no last good page\n{second.Process.Output}", TimeProvider.System, Cancellation);
        await second.WaitForLogAsync(Back, 0, Limit, Cancellation);
        Assert.DoesNotContain(RedisServer.Password, second.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RedisFails_PressesDoNotNotice(bool hangs)
    {
        await using var redis = await RedisServer.StartAsync(Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, redis.Connection);
        using var before = new MenuPhone("SEP0011223344FF");
        await before.PressAsync(gateway);
        await redis.WaitForKeysAsync(1, Cancellation);
        await (hangs ? redis.HangAsync() : redis.StopAsync());

        // Each of them has a page to be written. Whoever waited for Redis would wait for a second or more.
        var times = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            using var phone = new MenuPhone($"SEP0011223344{i:X2}");
            var started = Stopwatch.GetTimestamp();
            Assert.False((await phone.PressAsync(gateway)).IsLastGood);
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        Assert.True(times.Order().ElementAt(times.Count / 2) < TimeSpan.FromMilliseconds(600), string.Join(' ', times));
        await gateway.WaitForLogAsync(Lost, 0, Limit, Cancellation);
        await BreakAsync(cluster);
        using var known = new MenuPhone("SEP001122334400");
        using var unknown = new MenuPhone("SEP0011223344AA");
        Assert.True((await known.PressAsync(gateway)).IsLastGood);
        Assert.Contains("<CiscoIPPhoneText>", (await unknown.PressAsync(gateway)).Page, StringComparison.Ordinal);
        Assert.Equal(1, gateway.CountLogged(Lost) - gateway.CountLogged(Back));
    }

    private static Task<GatewayProcess> StartAsync(SimulatedCluster cluster, string redis) =>
        GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation, $"--PhoneServices:LastGoodPage:Redis={redis}");

    private static Task BreakAsync(SimulatedCluster cluster) =>
        Task.WhenAll(cluster.Nodes.Select(node => node.SetFaultAsync(NodeFault.Refuse, Cancellation)));
}
