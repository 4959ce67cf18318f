using PhoneServicesProxy.SystemTests.Gateway;

namespace PhoneServicesProxy.SystemTests.Pair;

/// <summary>A pair by VRRP, while the gateway that has the address fails: phones go on with the other one, and never have two.</summary>
[Trait(Lane.Name, Lane.Last)]
public sealed class GatewayPairTests
{
    private static readonly TimeSpan BeforeFault = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan AfterLimit = TimeSpan.FromSeconds(0.7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_KilledFrozenCutOffAndStopped_TheOtherOneAnswersInTime()
    {
        await using var pair = await GatewayPair.StartAsync(Cancellation);

        // The first presses meet a gateway that is still being compiled.
        await pair.Fleet(pressesPerSecond: 20).PressAsync(TimeSpan.FromSeconds(1), Cancellation);

        await FailAsync(pair, "killed", TimeSpan.FromSeconds(1), holder => pair.Machines[holder].KillGatewayAsync().AsTask(), holder => pair.Machines[holder].StartGatewayAsync(Cancellation));
        await FailAsync(pair, "frozen", TimeSpan.FromSeconds(2), holder => pair.Machines[holder].SignalGatewayAsync("STOP"), holder => pair.Machines[holder].SignalGatewayAsync("CONT"));
        await FailAsync(pair, "cut off", TimeSpan.FromSeconds(1), pair.Network.CutAsync, pair.Network.MendAsync);

        await FailAsync(pair, "stopped", TimeSpan.FromSeconds(0.5), holder => pair.Machines[holder].SignalGatewayAsync("TERM"), holder => pair.Machines[holder].StartGatewayAsync(Cancellation));

        Assert.True(pair.Holders.BothHad(pair.Phones.Address) == TimeSpan.Zero, $"{pair}");
    }

    /// <summary>
    /// Every press that is due <paramref name="limit"/> after the fault or later is good, a user's second one too. Once it is mended the
    /// address stays where it is.
    /// </summary>
    private static async Task FailAsync(GatewayPair pair, string fault, TimeSpan limit, Func<int, Task> fail, Func<int, Task> mend)
    {
        var holder = await pair.WaitForHolderAsync(Cancellation);
        var start = TimeProvider.System.GetTimestamp();
        var pressing = pair.Fleet(pressesPerSecond: 50).PressAsync(BeforeFault + limit + AfterLimit, Cancellation);
        await Task.Delay(BeforeFault, TimeProvider.System, Cancellation);
        await fail(holder);
        var failed = TimeProvider.System.GetElapsedTime(start);
        var report = await pressing;

        var lost = report.Presses.Where(press => press.Bad).Select(press => press.Due - failed).DefaultIfEmpty().Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{fault}: {report}; the last bad press {lost.TotalMilliseconds:F0} ms after it");
        Assert.True(lost < limit, $"{fault}: {lost}, {report}\n{pair}");
        await mend(holder);
        Assert.Equal(1 - holder, await pair.WaitForHolderAsync(Cancellation));
    }
}
