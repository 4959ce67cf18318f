using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SessionTableTests
{
    /// <summary>Sessions whose hashes are this far apart, or a multiple of it, fall into one bucket.</summary>
    private const ulong Apart = 1UL << 32;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly SessionTable _table;

    public SessionTableTests() => _table = new(_time);

    [Fact]
    public void Find_Unknown_Null() => Assert.Null(_table.Find(1));

    [Fact]
    public void Find_IdleForLongerThanPhonesKeepCookies_Null()
    {
        _table.Remember(1, "a");
        _time.Advance(SessionTable.MaxIdle);
        var last = _table.Find(1);
        _time.Advance(Second);

        Assert.Equal("a", last?.Node);
        Assert.Null(_table.Find(1));
    }

    [Fact]
    public void Remember_Again_KeepsItFromBecomingIdle()
    {
        _table.Remember(1, "a");
        _time.Advance(SessionTable.MaxIdle);
        _table.Remember(1, "a");
        _time.Advance(SessionTable.MaxIdle);

        Assert.Equal("a", _table.Find(1)?.Node);
    }

    [Fact]
    public void Remember_AtAnotherNode_IsThatNodes()
    {
        _table.Remember(1, "a");
        _table.Remember(1, "b");

        Assert.Equal("b", _table.Find(1)?.Node);
    }

    [Fact]
    public void Remember_BucketFull_LongestIdleMakesRoom()
    {
        ulong[] sessions = [.. Enumerable.Range(0, SessionTable.BucketSize + 1).Select(i => (ulong)i * Apart)];
        foreach (var session in sessions[..^1])
        {
            _table.Remember(session, "a");
            _time.Advance(Second);
        }

        _table.Remember(sessions[0], "a");
        _time.Advance(Second);
        _table.Remember(sessions[^1], "a");

        Assert.Equal([sessions[1]], sessions.Where(session => _table.Find(session) is null));
    }

    [Fact]
    public void Remember_SessionsOfFortyThousandPhones_NearlyAllAreKept()
    {
        ulong[] sessions = [.. Enumerable.Range(0, 40_000).Select(i => SessionCookie.Hash($"{i:X32}"))];
        foreach (var session in sessions)
        {
            _table.Remember(session, "a");
        }

        Assert.InRange(sessions.Count(session => _table.Find(session) is null), 0, 400);
    }

    [Fact]
    public async Task Remember_AllAtOnceInOneBucket_NoneIsLostOrGivenToAnother()
    {
        ulong[] sessions = [.. Enumerable.Range(0, SessionTable.BucketSize).Select(i => (ulong)i * Apart)];
        for (var round = 0; round < 200; round++)
        {
            var table = new SessionTable(_time);
            using var start = new Barrier(sessions.Length);
            await Task.WhenAll(sessions.Select(session => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    table.Remember(session, $"{session}");
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal(sessions.Select(session => $"{session}"), sessions.Select(session => table.Find(session)?.Node));
        }
    }
}
