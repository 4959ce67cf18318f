using System.Net;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Tests.Management.Access;

public sealed class WrongKeysTests : IDisposable
{
    private static readonly IPAddress Guesser = IPAddress.Parse("10.9.9.9");
    private static readonly IPAddress Administrator = IPAddress.Parse("10.1.1.7");
    private static readonly KnownKey Right = new("alice", ManagementRole.Operator, []);

    private readonly CancellationTokenSource _hungUp = new();
    private readonly WrongKeys _sut = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryAsync_ManyWrongKeys_OnlySomeAreTriedAtOnceSomeWaitAndTheOthersAreRefused()
    {
        var guesses = Enumerable.Range(0, 100).Select(_ => _sut.TryAsync(Guesser, () => null, _hungUp.Token)).ToArray();

        // Each second that has gone by meanwhile lets one more through.
        Assert.InRange(guesses.Count(guess => guess.IsCompletedSuccessfully && guess.Result.WasTried), WrongKeys.Free, WrongKeys.Free + 30);
        Assert.InRange(guesses.Count(guess => !guess.IsCompleted), 1, WrongKeys.Waiting);
        Assert.Contains(guesses, guess => guess.IsCompletedSuccessfully && !guess.Result.WasTried);
        await EndAsync(guesses);
    }

    [Fact]
    public async Task TryAsync_WrongKeysForAWhile_AreTriedAtThePaceOnly()
    {
        var began = TimeProvider.System.GetTimestamp();
        var guesses = new List<Task<(KnownKey? Key, bool WasTried)>>();
        while (TimeProvider.System.GetElapsedTime(began) < WrongKeys.Pace / 2)
        {
            guesses.Add(_sut.TryAsync(Guesser, () => null, _hungUp.Token));
            await Task.Yield();
        }

        var tried = guesses.Count(guess => guess.IsCompletedSuccessfully && guess.Result.WasTried);
        Assert.InRange(tried, WrongKeys.Free, WrongKeys.Free + 1 + TimeProvider.System.GetElapsedTime(began) / WrongKeys.Pace);
        await EndAsync(guesses);
    }

    [Fact]
    public async Task TryAsync_RightKeys_CostNothing()
    {
        for (var time = 0; time < 100; time++)
        {
            Assert.Equal((Right, true), await _sut.TryAsync(Administrator, () => Right, Cancellation));
        }
    }

    [Fact]
    public async Task TryAsync_RightKeyAfterManyWrongOnes_WaitsForItsTurnAndIsFound()
    {
        for (var time = 0; time < WrongKeys.Free; time++)
        {
            Assert.Equal((null, true), await _sut.TryAsync(Guesser, () => null, Cancellation));
        }

        Assert.Equal((Right, true), await _sut.TryAsync(Guesser, () => Right, Cancellation));
    }

    [Fact]
    public async Task TryAsync_AnotherAddressTriesKeys_IsNotHeldUp()
    {
        var guesses = Enumerable.Range(0, WrongKeys.Free + WrongKeys.Waiting + 1).Select(_ => _sut.TryAsync(Guesser, () => null, _hungUp.Token)).ToArray();

        var right = _sut.TryAsync(Administrator, () => Right, Cancellation);

        Assert.True(right.IsCompleted);
        Assert.Equal((Right, true), await right);
        await EndAsync(guesses);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2")]
    [InlineData("10.9.9.9", "::ffff:10.9.9.9")]
    public async Task TryAsync_AddressesOfOneClient_AreTheSame(string one, string other)
    {
        for (var time = 0; time < WrongKeys.Free; time++)
        {
            await _sut.TryAsync(IPAddress.Parse(one), () => null, Cancellation);
        }

        var next = _sut.TryAsync(IPAddress.Parse(other), () => null, _hungUp.Token);
        Assert.False(next.IsCompleted);
        await EndAsync([next]);
    }

    public void Dispose()
    {
        _hungUp.Dispose();
        _sut.Dispose();
    }

    private async Task EndAsync(IEnumerable<Task> guesses)
    {
        await _hungUp.CancelAsync();
        await Task.WhenAll(guesses).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
